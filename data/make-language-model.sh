#!/bin/sh
# Makes the language model of `speech`: booking sentences as they are said, orders, and common words of English.
#   data/make-language-model.sh DATA SYNTH OUT
# DATA holds booking/, gazetteer/ and speech/{coffee,libri}; SYNTH is what data/make-speech.sh made. It knows the gazetteer's
# places, those of test sentences among them, as a service knows where it goes; no text of a
# booking sentence or of LibriSpeech that speech is tested on is in it.
set -eu
data=$1 synth=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
slotline=${SLOTLINE:-"node $here/../dist/cli/main.js"}
mkdir -p "$out"

texts() { name=$1; shift; node "$here/said-texts.mjs" "$@" > "$out/$name.txt"; }

"$here/make-booking.sh" "$data/booking" "$data/gazetteer" "$out/booking"
$slotline data spoken "$out/booking/train.jsonl.gz" --out "$out/booking.jsonl"
$slotline data generate --gazetteer "$here" "$data/gazetteer" --count 60000 --seed names --places all --templates train \
  --out "$out/places-written.jsonl"
$slotline data spoken "$out/places-written.jsonl" --out "$out/places.jsonl"

texts booking "$out/booking.jsonl"
texts places "$out/places.jsonl"
texts spoken "$synth/booking-train/index.jsonl"
texts more "$synth/booking-more/index.jsonl"
texts coffee "$data/speech/coffee/index.jsonl" --train 0.2
texts orders "$synth/orders-synth/index.jsonl"
texts english "$data/speech/libri/all-train-clean-100.transcripts.tsv.gz" --least 8 \
  --without "$data/speech/libri/index.jsonl"

cd "$out"
# What is said most here counts more: people's orders are few.
# shellcheck disable=SC2046
$slotline language-model booking.txt places.txt more.txt spoken.txt spoken.txt orders.txt english.txt \
  $(yes coffee.txt | head -10) --least 1,2,3 --out language-model.arpa.gz
