#!/usr/bin/env bash
# Builds the image and tries it as a cluster runs it: no network, no capabilities, no writable root. Where an image cannot
# be built, for lack of a builder or of what it fetches, it says so and ends with 0; an image that is not as it should be
# ends it with 1. BUILD_FLAGS are for the builder, TIME_LIMIT is in seconds, for building.
set -euo pipefail
cd "$(dirname "$0")/.."
image=slotline:smoke
end=$((SECONDS + ${TIME_LIMIT:-480}))
log=$(mktemp)
container=
trap 'rm -f "$log"; [ -z "$container" ] || "$engine" rm -f "$container" >"$log" 2>&1' EXIT

skip() {
  echo "image: not tried, $1"
  exit 0
}
fail() {
  echo "image: $1"
  exit 1
}
# Fails as the command does; at the end of the time it skips the rest.
in_time() {
  local status=0 left=$((end - SECONDS))
  [ "$left" -gt 0 ] && timeout --kill-after=5 "$left" "$@" >"$log" 2>&1 || status=$?
  [ "$SECONDS" -lt "$end" ] || skip 'there was too little time to build it'
  return "$status"
}
last_line() { grep -v '^\s*$' "$log" | tail -n 1; }
size() { "$engine" image inspect --format '{{.Size}}' "$1"; }

if docker info >"$log" 2>&1; then
  engine=docker
elif podman info >"$log" 2>&1; then
  engine=podman
else
  skip 'there is neither a Docker engine that answers nor a podman that works'
fi

base=$(awk '$1 == "FROM" { print $2; exit }' Dockerfile)
in_time "$engine" run --rm --network=none "$base" node --version || skip "$engine cannot run $base: $(last_line)"

# shellcheck disable=SC2086 # Flags are several words.
if ! in_time "$engine" build ${BUILD_FLAGS:-} -t "$image" .; then
  reason=$(grep -m 1 -oE 'npm error code (E(AI_AGAIN|NOTFOUND|CONN[A-Z]+|TIMEDOUT|[A-Z]+UNREACH|[45][0-9]{2})|ERR_SOCKET_TIMEOUT|[A-Z_]*CERT[A-Z_]*)' "$log") &&
    skip "packages cannot be fetched while it is built: $reason"
  tail -n 40 "$log"
  fail 'it cannot be built'
fi

total=$(size "$image")
own=$((total - $(size "$base")))
echo "image: $((total / 1000000)) MB, of which $((own / 1000000)) MB are not the base image's"
[ "$total" -le 450000000 ] && [ "$own" -le 120000000 ] || fail 'it is larger than 450 MB, or 120 MB without the base image'

# Its health is asked here, not by the engine.
container=$("$engine" run -d --no-healthcheck --network=none --read-only --cap-drop=ALL --security-opt=no-new-privileges "$image")
mapfile -t health < <("$engine" image inspect "$image" | node -e '
  const [{ Config, Healthcheck }] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  console.log((Config.Healthcheck ?? Healthcheck).Test.slice(1).join("\n"));')
ready=
for _ in {1..60}; do
  if "$engine" exec "$container" "${health[@]}"; then ready=yes && break; fi
  sleep 0.5
done
"$engine" logs "$container" >"$log" 2>&1
[ "$ready" ] || { cat "$log" && fail 'it is not healthy after half a minute'; }
echo "image: ready $(grep -o '"startup":[0-9]*' "$log" | cut -d: -f2) ms after its start"
"$engine" exec -i "$container" node --input-type=module-typescript - <docker/smoke.ts || fail 'it does not do what it should'
"$engine" stop -t 20 "$container" >"$log" 2>&1
code=$("$engine" inspect --format '{{.State.ExitCode}}' "$container")
[ "$code" = 0 ] || fail "SIGTERM ends it with $code"
echo 'image: passed'
