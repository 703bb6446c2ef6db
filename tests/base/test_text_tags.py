from django.template import Context, Template


def test_no_line_begins_with_a_dash_or_ends_inside_a_number():
    template = Template("{% load text_tags %}{{ text|typeset }}")
    shown = template.render(Context({"text": "Per 190 000 porų, iš jų 11 509 – 2024 m. <1 2 3 4567>"}))
    assert shown == "Per 190\xa0000 porų, iš jų 11\xa0509\xa0– 2024 m. &lt;1 2 3 4567&gt;"
