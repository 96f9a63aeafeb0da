#!/bin/sh
# Makes the training data of the `booking` model: public sentences joined with generated ones.
#   data/make-booking.sh PUBLIC_FOLDER GAZETTEER_FOLDER OUT_FOLDER
# PUBLIC_FOLDER holds train, dev and test.jsonl.gz; OUT_FOLDER gets the same three, where test is the public
# one alone, and generated-test.jsonl: unseen places, held-out cities, templates that training never saw.
set -eu
public=$1 gazetteer=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
slotline=${SLOTLINE:-"node $here/../dist/cli/main.js"}
mkdir -p "$out"

generate() { # NAME COUNT PLACES TEMPLATES
  $slotline data generate --gazetteer "$here" "$gazetteer" --seed "$1" --count "$2" --places "$3" \
    --templates "$4" --out "$out/generated-$1.jsonl"
}
join() { # joined gzip streams are a gzip stream
  { cat "$public/$1.jsonl.gz"; gzip -nc "$out/generated-$1.jsonl"; } > "$out/$1.jsonl.gz"
}

generate train "${TRAIN_COUNT:-40000}" train train
generate dev 1500 train train
generate test 1500 test all
join train
join dev
cp "$public/test.jsonl.gz" "$out/test.jsonl.gz"
chmod u+w "$out/test.jsonl.gz"
