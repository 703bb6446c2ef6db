# Two stages: pip and its caches stay in the first; the second has Python, the virtual environment and the project.

FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
# First the requirements alone: they change less often than the code, so that their layer is cached.
COPY requirements/base.txt /tmp/base.txt
RUN pip install --require-hashes --requirement /tmp/base.txt

WORKDIR /app
COPY . .
# The settings need values that only a deployment has: these are for this command only.
RUN { [ ! -d locale ] || pybabel compile --directory locale --domain django; } \
    && pybabel compile --directory cms/locale_upstream --domain "django djangojs" \
    && python tools/fonts.py \
    && export SECRET_KEY=only-for-collecting-static-files-and-never-for-serving-them \
       ALLOWED_HOSTS=localhost SITE_URL=http://localhost DATABASE_URL=sqlite://:memory: \
       DJANGO_SETTINGS_MODULE=cms.settings.production STATIC_ROOT=/app/static DICTIONARIES_DIR=/app/dictionaries \
    && python manage.py build_dictionaries --all \
    && python manage.py collectstatic --no-input


FROM python:3.13-slim-trixie AS run
# pg_dump and pg_restore for tools/backup and tools/restore: Debian trixie has those of PostgreSQL 17, as in compose.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    STATIC_ROOT=/app/static DICTIONARIES_DIR=/app/dictionaries MEDIA_ROOT=/data/media \
    WEB_CONCURRENCY=2
# The id is fixed, so that a host folder mounted at /data/media can belong to it.
RUN groupadd --system --gid 10001 newtimes \
    && useradd --system --uid 10001 --gid newtimes --no-create-home --home-dir /nonexistent newtimes \
    && install --directory --owner=newtimes --group=newtimes /data/media
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER newtimes
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "tools/healthcheck.py"]
# /dev/shm: a worker whose heartbeat file is on a slow disk would be killed as unresponsive.
CMD ["gunicorn", "cms.wsgi", "--bind=0.0.0.0:8000", "--threads=4", "--worker-tmp-dir=/dev/shm", \
     "--no-control-socket", "--access-logfile=-"]
