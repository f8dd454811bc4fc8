# The app and its ingest for a Hugging Face Space or any server; see docs/decisions/0002-docker-space.md.
FROM python:3.11-slim

# Spaces run containers as user 1000. /data is theirs, so that a fresh volume mounted there is too.
RUN useradd --create-home --uid 1000 user \
    && install -d -o user -g user /data /home/user/app
USER user
ENV HOME=/home/user \
    PATH=/home/user/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /home/user/app

COPY --chown=user requirements.txt requirements.lock requirements-lake.txt ./
# --build-arg REQUIREMENTS=requirements-lake.txt adds what a lake needs; the versions of the rest stay.
ARG REQUIREMENTS=requirements.lock
RUN python -m venv /home/user/venv \
    && pip install --no-cache-dir --disable-pip-version-check -c requirements.lock -r "$REQUIREMENTS"

COPY --chown=user . .

EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]

ENTRYPOINT ["sh", "scripts/container-start"]
CMD ["streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port", "8501"]
