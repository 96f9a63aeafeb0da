#!/bin/sh
# Makes the packs of synthesised speech, about 25 hours, with the synthesisers that `slotline data speak` names.
#   data/make-speech.sh DATA OUT
# DATA holds booking/{train,dev,test}.jsonl.gz, gazetteer/, speech/coffee/grammar.yaml.gz and
# speech/libri/all-train-clean-100.transcripts.tsv.gz. Voices of booking-dev and booking-test are in no other pack, and
# no sentence of them is in train. Stopped, it goes on where it was.
set -eu
data=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd)
slotline=${SLOTLINE:-"node $here/../dist/cli/main.js"}
texts=$out/sentences
mkdir -p "$texts"

sentences() { node "$here/speech-sentences.mjs" "$@"; }
generate() { # NAME COUNT PLACES TEMPLATES GAZETTEER...
  name=$1 count=$2 places=$3 templates=$4
  shift 4
  $slotline data generate --gazetteer "$@" --count "$count" --seed "speech-$name" --places "$places" \
    --templates "$templates" --out "$texts/generated-$name.jsonl"
}
speak() { # NAME VOICES
  $slotline data speak "$texts/$1.jsonl" --out "$out/$1" --seed "$1" --voices "$2" --workers "${WORKERS:-2}"
}

generate train-1 2000 train train "$here"
generate train-2 3200 train train "$here" "$data/gazetteer"
generate train-3 4000 train train "$here"
generate train-4 9000 train train "$here" "$data/gazetteer"
generate dev 500 train train "$here"
generate test-1 600 train all "$here"
generate test-2 400 all test "$here" "$data/gazetteer"

{
  sentences short 18 1700 "$texts/generated-train-1.jsonl"
  sentences short 18 1600 "$texts/generated-train-2.jsonl"
  sentences short 15 2000 "$data/booking/train.jsonl.gz"
  sentences names 550
  sentences spelled 150
} > "$texts/booking-train.jsonl"
seen="--without $texts/booking-train.jsonl --without $data/booking/train.jsonl.gz"
{
  sentences short 15 100 "$data/booking/dev.jsonl.gz" --slot destination --per-source 30 $seen
  sentences short 15 100 "$texts/generated-dev.jsonl" --slot destination $seen
} > "$texts/booking-dev.jsonl"
{
  sentences short 15 150 "$data/booking/test.jsonl.gz" --slot destination --per-source 50 $seen
  sentences short 15 100 "$texts/generated-test-1.jsonl" --slot destination $seen
  sentences short 15 50 "$texts/generated-test-2.jsonl" --slot destination $seen
} > "$texts/booking-test.jsonl"
held="$seen --without $texts/booking-dev.jsonl --without $texts/booking-test.jsonl"
{
  sentences short 18 3500 "$texts/generated-train-3.jsonl" $held
  sentences short 18 6500 "$texts/generated-train-4.jsonl" $held
  sentences short 15 8000 "$data/booking/train.jsonl.gz" --seed more --without "$texts/booking-train.jsonl" \
    --without "$texts/booking-dev.jsonl" --without "$texts/booking-test.jsonl"
  sentences names 1600 --seed more
  sentences spelled 400 --seed more
} > "$texts/booking-more.jsonl"
{ sentences digits 4000 && sentences numbers 1000; } > "$texts/digits-synth.jsonl"
sentences accented 3600 > "$texts/digits-accented.jsonl"
sentences short 12 2000 "$data/speech/libri/all-train-clean-100.transcripts.tsv.gz" > "$texts/general-train.jsonl"
$slotline data grammar "$data/speech/coffee/grammar.yaml.gz" --count 1500 --seed orders --out "$texts/orders-synth.jsonl"

for name in digits-synth digits-accented booking-train booking-more orders-synth general-train; do speak $name train; done
speak booking-dev dev
speak booking-test test
