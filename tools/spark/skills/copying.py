"""Copying what the prompt holds into answers. The strings are made up, so that only copying can work."""

from chat import Conversation, Model, User
from skills import facts
from skills.records import record
from skills.registry import ask, skill
from skills.words import TOPICS


@skill("repeating", 3.0, 0.8)
def repeating(words):
    text = " ".join(words.value() for _ in range(words.choice((1, 1, 2, 3))))
    return ask(
        words.say(
            "{Repeat|Say|Echo|Write|Copy|Print} {this|exactly this|the following|after me|exactly}{:|: |:\n}[t]".replace(
                "{:|: |:\n}", words.choice((": ", ": ", ":\n"))
            ),
            t=text,
        ),
        text,
    )


@skill("fact in a text", 4.0, 0.8)
def fact_in_text(words):
    values, text = record(words, words.randint(2, 5))
    questions = {
        "name": "{Who is this about?|What is the name of the person?}",
        "age": "{How old is [n]?|What is [n]'s age?}",
        "city": "{Where does [n] live?|Which city is [n] in?}",
        "job": "{What is [n]'s job?|What does [n] do{ for a living|}?}",
        "email": "{What is [n]'s e-mail address?|How can I mail [n]?|What is the email of [n]?}",
        "phone": "What is [n]'s {phone |}number?",
        "colour": "{Which|What} {colour|color} does [n] like?",
        "food": "What does [n] like to eat?",
        "price": "{What is the price?|How much money was it?}",
        "code": "{What is the code?|Which code does [n] have?}",
        "date": "{What is the date?|Which day is it?}",
        "quantity": "{How many are there?|How many pieces?|What is the quantity?}",
        "member": "Is [n] a member?",
    }
    name, turns = values["name"], []
    for key in words.sample(list(values), min(len(values), words.choice((1, 1, 2, 3)))):
        value = values[key]
        question = words.say(questions[key], n=name)
        answers = {
            "name": f"{value}.",
            "age": f"{name} is {value} years old.",
            "city": f"{name} lives in {value}.",
            "job": f"{name} is a {value}.",
            "email": f"The e-mail address is {value}",
            "phone": f"The phone number is {value}.",
            "colour": f"{name} likes {value}.",
            "food": f"{name} likes {value}.",
            "price": f"The price is {value}.",
            "code": f"The code is {value}.",
            "date": f"The date is {value}.",
            "quantity": f"There are {value}.",
            "member": f"Yes, {name} is a member." if value else f"No, {name} is not a member.",
        }
        expected = ("Yes" if value else "No") if key == "member" else str(value)
        if not turns:
            question = words.say(
                (
                    "{[t] [q]|[t]\n[q]|[t]\n\n[q]|[q] [t]|{Text|Context}: [t]\n{Question: |}[q]|{Read this|Use this text|Answer from the text}:"
                    " [t]\n[q]}"
                ),
                t=text,
                q=question,
            )
        turns += [User(question), Model(answers[key], f"The text tells it: {expected}.")]
    return Conversation(turns, kind="contains", expected=expected)


@skill("extraction", 3.0, 0.8)
def extraction(words):
    finds = {
        "e-mail address": words.email,
        "name": words.name,
        "code": words.code,
        "date": words.date,
        "time": words.time,
        "city": words.city,
        "number": lambda: str(words.number()),
        "file name": words.file_name,
        "order number": words.code,
        "path": words.path,
    }
    frames = {
        "e-mail address": "{Please write to [v] for more about [t].|You can send the [t] to [v].|Her mail is [v], if you need the [t].}",
        "name": "{Yesterday I met [v] at the [t].|The [t] belongs to [v].|[v] told me about the [t].}",
        "code": "{The code for the [t] is [v].|Use [v] to open the [t].}",
        "date": "{The [t] starts on [v].|We meet on [v] for the [t].}",
        "time": "{The [t] starts at [v].|We talk about the [t] at [v].}",
        "city": "{The [t] takes place in [v].|We sent the [t] to [v].}",
        "number": "{We ordered [v] pieces for the [t].|There were [v] people at the [t].}",
        "file name": "{Open [v] to read about the [t].|The [t] is in [v].}",
        "order number": "{My order [v] with the [t] has not come.|The [t] has the order number [v].}",
        "path": "{You find the [t] under [v].|The [t] was saved to [v].}",
    }
    kind = words.choice(list(finds))
    value = finds[kind]()
    text = words.say(frames[kind], v=value, t=words.choice((words.thing(), words.choice(TOPICS))))
    if words.chance(0.4):
        more = words.choice([other for other in finds if other != kind])
        extra = words.say(frames[more], v=finds[more](), t=words.thing())
        if {kind, more} not in ({"code", "order number"}, {"code", "number"}, {"number", "order number"}, {"file name", "path"}):
            text = words.choice((f"{text} {extra}", f"{extra} {text}"))
    return ask(
        words.say("{Extract|Find|Give me|Take|What is} the [k] {in|from} {this text|this sentence|the text}: [t]", k=kind, t=text),
        value,
        f"The {kind} is {value}.",
        expected=value,
    )


@skill("lists", 6.0, 0.6)
def lists(words):
    items = []
    while len(items) < words.randint(3, 6):
        item = words.choice((words.word, words.name, words.thing))()
        if item not in items:
            items.append(item)
    shown = ", ".join(items)
    form = words.randint(0, 5)
    if form == 0:
        return ask(
            words.say("{How many {items|words} are in this list|Count the {items|words}}: [s]", s=shown),
            f"There are {len(items)} items.",
            f"I count: {', '.join(f'{n + 1} {item}' for n, item in enumerate(items))}.",
            "contains",
            str(len(items)),
        )
    if form == 1:
        return ask(
            words.say("{Reverse {this|the} list|Write this list {backwards|in reverse order}}: [s]", s=shown),
            ", ".join(reversed(items)),
            f"I start with the last, {items[-1]}.",
        )
    if form == 2:
        numbers = words.sample(range(0, 100), words.randint(3, 5))
        up = words.chance(0.7)
        return ask(
            words.say(
                "{Sort|Order} {these|the} numbers[d]: [s]", d="" if up else " from the largest to the smallest", s=", ".join(map(str, numbers))
            ),
            ", ".join(map(str, sorted(numbers, reverse=not up))),
        )
    if form == 3:
        at = words.randint(0, len(items) - 1)
        place = "first second third fourth fifth sixth".split()[at] if at < len(items) - 1 or words.chance(0.5) else "last"
        return ask(
            words.say("{What is|Tell me|Give me} the [p] {item|word|entry} {of|in} {this|the} list: [s]", p=place, s=shown),
            items[at],
            f"The {place} item is {items[at]}.",
        )
    if form == 4:
        return ask(
            words.say("{Write|Show|Give|Format} {these|this} as a {bullet|bulleted} list: [s]", s=shown), "\n".join(f"- {item}" for item in items)
        )
    return ask(
        words.say("{Write|Show|Give|Format} {these|this} as a numbered list: [s]", s=shown),
        "\n".join(f"{n + 1}. {item}" for n, item in enumerate(items)),
    )


@skill("filling in", 3.0, 0.75)
def filling_in(words):
    a, b, c = words.name(), words.city(), words.thing()
    form = words.randint(0, 3)
    if form == 0:
        return ask(
            words.say(
                "{Replace|Change} [a] {with|by} [d] in: [a] went to [b] with a [c].".replace("{with|by}", "with"),
                a=a,
                b=b,
                c=c,
                d=(d := words.name()),
            ),
            f"{d} went to {b} with a {c}.",
        )
    if form == 1:
        return ask(words.say("{Write|Make} a sentence {with|about} [a] and [b].", a=a, b=b), f"{a} went to {b}.", "", "contains", f"{a} went to {b}")
    if form == 2:
        return ask(
            words.say("{Write|Draft} a short {greeting|welcome|thank-you note} {to|for} [a] from [d].", a=a, d=(d := words.name())),
            f"Dear {a},\nthank you and all the best!\n{d}",
            "",
            "contains",
            f"Dear {a},",
        )
    return ask(words.say("Fill in the {blank|gap}: [a] lives in [b]. So [a]'s city is ___.", a=a, b=b), b, expected=b)


@skill("summaries", 2.0, 0.7)
def summaries(words):
    a, b, c, d = words.name(), words.city(), words.thing(), words.choice(TOPICS)
    form = words.randint(0, 2)
    if form == 0:
        text = words.say(
            (
                "{On [y],|Last week|Yesterday|In the morning} [a] {took the train|travelled|drove|flew} to [b]. {It was raining|The sun was"
                " shining|The streets were full} {all day|at first}. There [a] bought {a [c]|a new [c]} and {came home late|went home happy}."
            ),
            a=a,
            b=b,
            c=c,
            y=words.date(),
        )
        answer = f"{a} went to {b} and bought a {c}."
    elif form == 1:
        text = words.say(
            (
                "[a] {has worked|works} on [d] {for many years|since {2010|2015|2020}}. {Now|This week} [a] {gave a talk|held a course} about it in"
                " [b]. {Many people came|The room was full} and {asked questions|clapped}."
            ),
            a=a,
            b=b,
            d=d,
        )
        answer = f"{a} spoke about {d} in {b}."
    else:
        text = words.say(
            (
                "[a] {lost|could not find} {a|the} [c]. {The whole day|For hours} [a] {searched|looked} {everywhere|in every room}. {In the end|At"
                " last} it was {under the bed|in the garden|on the roof} in [b]."
            ),
            a=a,
            b=b,
            c=c,
        )
        answer = f"{a} lost a {c} and found it in {b}."
    return ask(
        words.say("{Summarize|Summarise|Sum up} {this|the text|this text}{ in one sentence| briefly|}: [t]", t=text),
        answer,
        f"It is about {a} and {b}.",
        "contains",
        answer,
    )


@skill("classification", 3.0, 0.8)
def classification(words):
    form = words.randint(0, 2)
    if form == 0:
        good = words.chance(0.5)
        adjective = words.choice(
            "great wonderful excellent lovely fantastic good amazing perfect delicious beautiful nice".split()
            if good
            else "terrible awful bad boring horrible broken ugly disappointing poor cold dirty".split()
        )
        text = words.say(
            "{The [t] was [a].|I {think|feel|find} the [t] is [a].|What a [a] [t]!|[n] gave me a [a] [t].|This [t] is really [a]{.|, I {love|like}"
            " it.|}}".replace(", I {love|like} it.", "."),
            t=words.choice((words.thing(), "film", "food", "hotel", "service", "book")),
            a=adjective,
            n=words.name(),
        )
        label = "positive" if good else "negative"
        return ask(
            words.say(
                (
                    "{Is this {review|text|sentence} positive or negative?|Classify the sentiment{ as positive or negative|}:|What is the sentiment"
                    " of this text?} [t]"
                ),
                t=text,
            ),
            label.capitalize() + ".",
            f"The word {adjective} is {label}.",
            "contains",
            label.capitalize(),
        )
    if form == 1:
        language, text = words.choice(LANGUAGES)
        return ask(
            words.say("{Which language is this|What language is this|Name the language of this text|Detect the language}: [t]", t=text),
            f"This is {language}.",
            f"The words are {language}.",
            "contains",
            language,
        )
    a, b = words.sample(("spam", "urgent", "question", "order", "complaint", "greeting"), 2)
    texts = {
        "spam": "You have won a prize! Click here now.",
        "urgent": "The server is down, please help at once.",
        "question": "Can you tell me when the shop opens?",
        "order": "I would like to buy three lamps, please.",
        "complaint": "My parcel came broken and I am angry.",
        "greeting": "Good morning to all of you!",
    }
    wanted = words.choice((a, b))
    return ask(words.say("{Classify|Label} this text as [a] or [b]: [t]", a=a, b=b, t=texts[wanted]), wanted, f"It reads like: {wanted}.")


@skill("choosing", 3.0, 0.75)
def choosing(words):
    """One of the options that the prompt lists, by what is known or by what the text says."""
    form = words.randint(0, 2)
    if form == 0:
        options = words.sample([group for group in facts.GROUPS if group not in ("city", "primary colour", "season")], words.randint(2, 4))
        right = words.choice(options)
        question = f"What is {words.choice(facts.GROUPS[right])}?"
    elif form == 1:
        options = [words.choice((words.word, words.name, words.city))() for _ in range(words.randint(2, 4))]
        right = words.choice(options)
        question = words.say(
            (
                "{[n] chose [v]. What did [n] choose?|The answer is [v]. What is the answer?|I want [v]. What do I want?|[n] likes [v] best. What"
                " does [n] like best?}"
            ),
            n=words.name(),
            v=right,
        )
    else:
        options = ["positive", "negative", "neutral"][: words.randint(2, 3)]
        right = words.choice(options)
        question = words.choice(
            {
                "positive": ("I love it!", "A great film.", "It was wonderful."),
                "negative": ("I hate it.", "A terrible film.", "It was awful."),
                "neutral": ("It is a film.", "It has two parts.", "It was on Monday."),
            }[right]
        )
    words.shuffle(options)
    return ask(
        words.say(
            "{[q] {Answer with|Choose|Pick|Answer} one of: [o]{.|}|[q]\n{Options|Choices}: [o]|{Choose|Pick} one of [o]: [q]}",
            q=question,
            o=", ".join(options),
        ),
        right,
        f"Of these, {right} fits.",
    )


LANGUAGES = [
    (language, text)
    for language, texts in {
        "German": [
            "Guten Morgen, wie geht es dir?",
            "Das ist ein schönes Haus.",
            "Ich habe einen Hund.",
            "Wo ist der Bahnhof?",
            "Danke für das Buch.",
        ],
        "French": ["Bonjour, comment ça va ?", "C'est une belle maison.", "J'ai un chien.", "Où est la gare ?", "Merci pour le livre."],
        "Spanish": ["Buenos días, ¿cómo estás?", "Es una casa bonita.", "Tengo un perro.", "¿Dónde está la estación?", "Gracias por el libro."],
        "Italian": ["Buongiorno, come stai?", "È una bella casa.", "Ho un cane.", "Dov'è la stazione?", "Grazie per il libro."],
        "English": ["Good morning, how are you?", "This is a nice house.", "I have a dog.", "Where is the station?", "Thank you for the book."],
    }.items()
    for text in texts
]
