"""Records of made-up people: their fields, and sentences that tell them."""

import json

from skills.words import COLOURS, FOODS, JOBS, joined


# A field of a record: its name, how a sentence tells it, and its value. "%" stands for the value.
FIELDS = {
    "name": ("STRING", lambda w: w.name(), ["is called %", "has the name %"]),
    "age": ("INTEGER", lambda w: w.randint(1, 99), ["is % years old", "turned % this year"]),
    "city": ("STRING", lambda w: w.city(), ["lives in %", "comes from %", "has a flat in %"]),
    "job": ("STRING", lambda w: w.choice(JOBS) if w.chance(0.6) else w.word(), ["works as a %", "is a %"]),
    "email": ("STRING", lambda w: w.email(), ["can be reached at %", "has the e-mail address %"]),
    "phone": ("STRING", lambda w: f"{w.number(3)}-{w.number(4)}", ["has the phone number %"]),
    "colour": ("STRING", lambda w: w.choice(COLOURS), ["likes the colour %", "loves %"]),
    "food": ("STRING", lambda w: w.choice(FOODS), ["likes to eat %"]),
    "price": ("NUMBER", lambda w: w.decimal(), ["costs % euros", "paid % dollars"]),
    "code": ("STRING", lambda w: w.code(), ["has the code %", "uses the number %"]),
    "date": ("STRING", lambda w: w.date(), ["comes on %", "was born on %"]),
    "quantity": ("INTEGER", lambda w: w.number(), ["has % pieces", "bought % of them"]),
    "member": ("BOOLEAN", lambda w: w.chance(0.5), ["%"]),
}


def record(words, count):
    """A few fields with values, and sentences that tell them of someone."""
    keys = ["name"] + words.sample([key for key in FIELDS if key != "name"], count - 1)
    values = {key: FIELDS[key][1](words) for key in keys}
    told = []
    for key in keys[1:]:
        value = values[key]
        if key == "member":
            told.append("is a member" if value else "is not a member")
        else:
            told.append(words.choice(FIELDS[key][2]).replace("%", str(value)))
    words.shuffle(told)
    if words.chance(0.5) or len(told) < 2:
        text = f"{values['name']} {joined(told)}."
    else:
        text = f"{values['name']} {told[0]}. " + " ".join(words.choice(("He", "She", values["name"])) + f" {part}." for part in told[1:])
    return values, text


def compact(value):
    return json.dumps(value, ensure_ascii=False)
