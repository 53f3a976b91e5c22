"""The lexicon, one module per domain.

Every module may define `FACTS` (phrases that stand by themselves), `HEADS` (nouns that adjectives
describe) and `MODS` (adjectives: what they do to each head; `""` is what they mean with none).
Phrases are lower case, in British spelling without hyphens, singular; `|` parts synonyms.
Effects are attribute name -> value (`language.attributes.FIELDS`).
"""
