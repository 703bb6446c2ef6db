from django.template import Context, Template

TYPESET = Template("{% load text_tags %}{{ text|typeset }}")


def test_no_line_begins_with_a_dash_or_ends_inside_a_number():
    shown = TYPESET.render(Context({"text": "Per 190 000 porų, iš jų 11 509 – 2024 m. <1 2 3 4567>"}))
    assert shown == "Per 190\xa0000 porų, iš jų 11\xa0509\xa0– 2024\xa0m. &lt;1 2 3 4567&gt;"


def test_no_line_ends_inside_a_date_or_a_range_of_hours():
    shown = TYPESET.render(Context({"text": "2013 m. spalio 6 d., 18:00–19:30, 2019–2023, 3 metai"}))
    assert shown == "2013\xa0m. spalio 6\xa0d., 18:00–\u206019:30, 2019–2023, 3 metai"
