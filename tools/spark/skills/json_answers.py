"""JSON of what the prompt holds or of what is known, in the keys that were asked for."""

from skills import facts
from skills.records import FIELDS, compact, record
from skills.registry import ask, skill
from skills.words import joined


@skill("JSON from text", 6.0, 0.7)
def json_from_text(words):
    values, text = record(words, words.randint(2, 5))
    keys = list(values)
    renamed = {key: key for key in keys}
    if words.chance(0.3):
        for key in words.sample(keys, words.randint(1, len(keys))):
            other = {
                "name": ["full_name", "person", "who"],
                "age": ["years"],
                "city": ["town", "location", "place"],
                "job": ["profession", "occupation"],
                "email": ["mail", "contact"],
                "colour": ["color"],
                "price": ["amount", "cost"],
                "code": ["id", "number"],
                "date": ["day"],
                "quantity": ["count"],
                "phone": ["telephone"],
            }.get(key)
            if other:
                renamed[key] = words.choice(other)
    words.shuffle(keys)
    answer = {renamed[key]: values[key] for key in keys}
    schema = {renamed[key]: {"type": FIELDS[key][0]} for key in keys}
    form = words.randint(0, 3)
    if form == 0:
        wanted = "with the keys " + joined(renamed[key] for key in keys)
    elif form == 1:
        wanted = "with " + joined(renamed[key] for key in keys)
    elif form == 2:
        wanted = "that matches this schema: " + compact(
            {"type": "OBJECT", "properties": schema, "required": [renamed[key] for key in keys]}
            if words.chance(0.7)
            else {"type": "object", "properties": {key: {"type": value["type"].lower()} for key, value in schema.items()}}
        )
    else:
        wanted = "of this form: " + compact(
            {renamed[key]: {"STRING": "...", "INTEGER": 0, "NUMBER": 0.0, "BOOLEAN": True}[FIELDS[key][0]] for key in keys}
        )
    order = words.say("{Answer|Reply|Respond|Write the answer|Give the data} {as JSON|as a JSON object|in JSON} [w]", w=wanted)
    kind = dict(kind="json", expected=answer)
    thought = f"I copy the fields {joined(renamed[key] for key in keys)} from the text."
    if words.chance(0.25):
        return ask(text, compact(answer), thought, system=order + ".", **kind)
    if words.chance(0.5):
        return ask(f"{text}{words.choice((' ', chr(10), chr(10) * 2))}{order}.", compact(answer), thought, **kind)
    return ask(
        words.say(
            "{Extract|Take|Read|Get} {the data|the fields|the facts|the information} {from|out of} {this|the} text. [o].{ |\n|\n\n}{Text: |}[t]",
            o=order,
            t=text,
        ),
        compact(answer),
        thought,
        **kind,
    )


@skill("JSON lists", 3.0, 0.7)
def json_lists(words):
    items = [words.choice((words.name, words.city, words.word, words.thing))() for _ in range(words.randint(2, 5))]
    form = words.randint(0, 3)
    if form == 0:
        return ask(
            words.say("{Write|Give|Put|Return} {these|the} {words|items|names} as a JSON {list|array}: [i]", i=", ".join(items)),
            compact(items),
            kind="json",
            expected=items,
        )
    if form == 1:
        return ask(
            words.say("{Turn|Change|Convert} this into a JSON {list|array} of strings: [i]", i=joined(items)),
            compact(items),
            kind="json",
            expected=items,
        )
    key = words.choice(("items", "names", "list", "values", words.word()))
    if form == 2:
        return ask(
            words.say('{Write|Give|Return} a JSON object with the key "[k]" that holds {the list|a list of} [i].', k=key, i=joined(items)),
            compact({key: items}),
            kind="json",
            expected={key: items},
        )
    numbers = [words.number() for _ in range(words.randint(2, 5))]
    return ask(
        words.say("{Write|Give|Return|Put} the numbers [i] as a JSON {list|array}.", i=joined(numbers)),
        compact(numbers),
        kind="json",
        expected=numbers,
    )


@skill("JSON pairs", 3.0, 0.75)
def json_pairs(words):
    keys = []
    while len(keys) < words.randint(1, 4):
        key = words.choice((words.word, words.identifier, lambda: words.choice(list(FIELDS))))()
        if key not in keys:
            keys.append(key)
    answer = {key: words.choice((words.value, words.number, words.name, words.decimal, lambda: words.chance(0.5)))() for key in keys}
    shown = [
        f"{key} {words.choice(('=', 'is', ':', '='))} {compact(value) if isinstance(value, bool) else value}".replace(" :", ":")
        for key, value in answer.items()
    ]
    return ask(
        words.say(
            "{Write|Make|Give me|Return|Create} a JSON object {with|from|for} {these|the} {values|pairs|fields}: [s]",
            s=words.choice((", ", "; ", "\n")).join(shown),
        ),
        compact(answer),
        f"The object has {len(keys)} keys.",
        kind="json",
        expected=answer,
    )


@skill("JSON of many", 2.5, 0.6)
def json_of_many(words):
    """A list of records, each of two or three fields."""
    keys = ["name"] + words.sample(("age", "city", "job", "code", "colour", "quantity"), words.randint(1, 2))
    people = [{key: FIELDS[key][1](words) for key in keys} for _ in range(words.choice((2, 2, 3)))]
    told = [f"{person['name']} {joined([FIELDS[key][2][0].replace('%', str(person[key])) for key in keys[1:]])}." for person in people]
    schema = {"type": "ARRAY", "items": {"type": "OBJECT", "properties": {key: {"type": FIELDS[key][0]} for key in keys}}}
    wanted = words.choice(
        (
            f"as a JSON list of objects with {joined(keys)}",
            f"as a JSON array of objects with the keys {joined(keys)}",
            f"as JSON that matches this schema: {compact(schema)}",
        )
    )
    question = words.say(
        "{{Write|Give|Answer|List them|Extract the people} [w]{:|.} [t]|[t] {Answer|List them|Write this} [w].|[t]\n\n{Answer|Reply} [w].}",
        w=wanted,
        t=" ".join(told),
    )
    return ask(question, compact(people), f"There are {len(people)} people.", kind="json", expected=people)


@skill("JSON of facts", 3.0, 0.7)
def json_of_facts(words):
    """What the model knows, in the JSON that was asked for."""
    form = words.randint(0, 3)
    if form == 0:
        country = words.choice(list(facts.CAPITALS))
        first, second = words.choice((("country", "capital"), ("land", "city"), ("question", "answer")))
        answer = {first: country if first != "question" else f"capital of {country}", second: facts.CAPITALS[country]}
        return ask(
            words.say(
                (
                    "{What is the capital of [c]? {Answer|Reply} {as|in} JSON with [a] and [b].|Give me the capital of [c] as a JSON object with the"
                    " keys [a] and [b].}"
                ),
                c=country,
                a=first,
                b=second,
            ),
            compact(answer),
            kind="json",
            expected=answer,
        )
    if form == 1:
        group = words.choice([group for group in facts.GROUPS if len(facts.GROUPS[group]) > 3])
        count = words.randint(2, 4)
        shown = words.choice((str(count), facts.NUMBER_WORDS[count]))
        return ask(
            words.say(
                (
                    "{{Name|List|Give me} [n] [g] as {a JSON list|a JSON array|JSON}.|{List|Name} [n] [g]. {Answer|Reply} {as|with} a JSON"
                    " {list|array} of strings.}"
                ),
                n=shown,
                g=facts.plural(group),
            ),
            compact(facts.GROUPS[group][:count]),
            f"I need {count} {facts.plural(group)}.",
            kind="json",
            expected=facts.GROUPS[group][:count],
        )
    if form == 2:
        recipes = [
            ("Chocolate chip cookies", ["flour", "butter", "sugar", "egg", "chocolate"]),
            ("Oatmeal cookies", ["oats", "flour", "butter", "sugar", "egg"]),
            ("Sugar cookies", ["flour", "butter", "sugar", "egg"]),
        ]
        name, parts = words.choice(
            (("recipeName", "ingredients"), ("recipe_name", "ingredients"), ("name", "parts"), ("title", "items"), (words.word(), words.word()))
        )
        if name == parts:
            parts += "s"
        answer = [{name: recipe, parts: things} for recipe, things in recipes[: words.randint(1, 3)]]
        count = facts.NUMBER_WORDS[len(answer)]
        return ask(
            words.say(
                "{{List|Give me} [n] {popular |}cookie [r] as JSON with [a] and [b].|{List|Give me} [n] {popular |}cookie [r].\n\nUse this JSON"
                " schema: Recipe = {'[a]': str, '[b]': list[str]}\nReturn: list[Recipe]}".replace(
                    "{'[a]': str, '[b]': list[str]}", "<'[a]': str, '[b]': list[str]>"
                ),
                n=count,
                r="recipe" if len(answer) == 1 else "recipes",
                a=name,
                b=parts,
            )
            .replace("<'", "{'")
            .replace("]>", "]}"),
            compact(answer),
            kind="json",
            expected=answer,
        )
    pair = words.choice(facts.OPPOSITES)
    key = words.choice(("opposite", "answer", "word", words.word()))
    if pair[0] in ("young", "light", "right", "short"):
        pair = ["hot", "cold"]
    return ask(
        words.say("What is the opposite of [a]? {Answer|Reply} {as|in} JSON with the key [k].", a=pair[0], k=key),
        compact({key: pair[1]}),
        kind="json",
        expected={key: pair[1]},
    )
