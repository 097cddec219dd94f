"""What was said turns before: names, numbers, things, and what follows from them."""

from chat import Conversation, Model, User
from skills import chatting, facts
from skills.registry import skill
from skills.words import COLOURS, FOODS, JOBS, article


def attributes(words):
    """Something a user says about himself, how it is asked back, the answer, and the value."""
    a = words.choice(("name", "colour", "city", "pet", "age", "job", "food", "code", "friend", "birthday", "number", "book"))
    if a == "name":
        v = words.name()
        return (
            words.say("{My name is|I am|I'm|Call me|Hi, I'm} [v].", v=v),
            words.say("{What is my name?|What's my name?|Do you remember my name?|Who am I?}"),
            f"Your name is {v}.",
            v,
            f"Nice to meet you, {v}!",
        )
    if a == "colour":
        v = words.choice(COLOURS) if words.chance(0.6) else words.word()
        return (
            words.say("My favourite colour is [v].", v=v).replace("favourite colour", words.choice(("favourite colour", "favorite color"))),
            words.say("{What is|What's} my {favourite colour|favorite color}?"),
            f"Your favourite colour is {v}.",
            v,
            f"{v.capitalize()} is a nice colour.",
        )
    if a == "city":
        v = words.city()
        return (
            words.say("{I live in|I am from|I come from|My city is} [v].", v=v),
            words.say("{Where do I live?|Which city do I live in?|What is my city?|Where am I from?}"),
            f"You live in {v}.",
            v,
            f"{v} sounds like a nice place.",
        )
    if a == "pet":
        v, animal = words.name(), words.choice(("dog", "cat", "horse", "bird", "fish", "rabbit"))
        return (
            words.say("{My [a] is called|My [a]'s name is|I have a [a] named|I have a [a] called} [v].", a=animal, v=v),
            words.say("{What is my [a] called?|What is my [a]'s name?|What's the name of my [a]?}", a=animal),
            f"Your {animal} is called {v}.",
            v,
            f"{v} is a nice name for {article(animal)}.",
        )
    if a == "age":
        v = words.randint(5, 99)
        return (
            words.say("{I am [v] years old|I'm [v] years old|My age is [v]|I turned [v]}.", v=v),
            words.say("{How old am I?|What is my age?}"),
            f"You are {v} years old.",
            str(v),
            "Good to know.",
        )
    if a == "job":
        v = words.choice(JOBS) if words.chance(0.7) else words.word()
        return (
            words.say("{I work as|I am|My job is} [v].", v=article(v)),
            words.say("{What is my job?|What do I do?|What do I work as?}"),
            f"You are {article(v)}.",
            v,
            "That is a good job.",
        )
    if a == "food":
        v = words.choice(FOODS)
        return (
            words.say("{My favourite food is|I like to eat|I love} [v].", v=v),
            words.say("{What is my favourite food?|What do I like to eat?}"),
            f"You like {v}.",
            v,
            f"I hear that {v} can be very good.",
        )
    if a == "code":
        v = words.code()
        return (
            words.say("{The secret code is|My password is|The code is|Remember the code} [v].", v=v),
            words.say("{What is the {secret |}code?|What was the code?|Which code did I tell you?}"),
            f"The code is {v}.",
            v,
            "I will remember it.",
        )
    if a == "friend":
        v = words.name()
        return (
            words.say("{My best friend is|My friend is called|My sister is|My brother is called} [v].", v=v)
            .replace("sister", "friend")
            .replace("brother", "friend"),
            words.say("{Who is my {best |}friend?|What is my friend's name?}"),
            f"Your friend is {v}.",
            v,
            f"{v} sounds nice.",
        )
    if a == "birthday":
        v = words.date()
        return (
            words.say("My birthday is {on |}[v].", v=v),
            words.say("{When is my birthday?|What is my birthday?}"),
            f"Your birthday is {v}.",
            v,
            "I will think of it.",
        )
    if a == "number":
        v = words.number()
        return (
            words.say("{My lucky number is|Remember the number|My number is} [v].", v=v),
            words.say("{What is my {lucky |}number?|Which number did I say?}"),
            f"Your number is {v}.",
            str(v),
            "I will remember it.",
        )
    v = words.phrase()
    return (
        words.say("{I am reading a book called|The title of my book is} [v].", v=v),
        words.say("{What is the title of my book?|What book am I reading?|What is my book called?}"),
        f"Your book is called {v}.",
        v,
        "That sounds interesting.",
    )


def small_talk(words):
    other = words.choice(
        (facts.capitals, facts.opposites, facts.animals, chatting.greetings, facts.arithmetic, facts.word_forms, chatting.who_it_is)
    )(words)
    return [other.turns[0], Model(other.turns[-1].text)]


@skill("memory", 5.0, 0.75)
def memory(words):
    told = []
    for _ in range(words.choice((1, 1, 2, 2, 3))):
        entry = attributes(words)
        if entry[1] not in [other[1] for other in told] and entry[2].split(" is ")[0] not in [other[2].split(" is ")[0] for other in told]:
            told.append(entry)
    turns = []
    if words.chance(0.3):
        turns = [User(" ".join(entry[0] for entry in told)), Model("Good to know." if len(told) > 1 else told[0][4])]
    else:
        for entry in told:
            turns += [User(entry[0]), Model(entry[4])]
            if words.chance(0.35):
                turns += small_talk(words)
    for _ in range(words.choice((0, 0, 1, 2))):
        turns += small_talk(words)
    asked = words.sample(told, words.randint(1, len(told)))
    for entry in asked:
        turns += [User(entry[1]), Model(entry[2], f"The user told me: {entry[0]}")]
    return Conversation(turns, kind="contains", expected=asked[-1][3])


@skill("not told", 1.0, 0.6)
def not_told(words):
    entry, other = attributes(words), attributes(words)
    turns = []
    if words.chance(0.5) and subject(other) != subject(entry):
        turns = [User(other[0]), Model(other[4])]
    return Conversation(
        turns + [User(entry[1]), Model("You have not told me yet.", "I look back, but that was not said.")], kind="contains", expected="not told"
    )


def subject(entry):
    """The word that an attribute's answer turns on: "Your name is ..." gives name."""
    return entry[2].split(" ")[1]


@skill("paws", 4.0, 0.7)
def paws(words):
    animal = words.choice([animal for animal in facts.LEGS if facts.LEGS[animal] in (2, 4, 6, 8)])
    legs, n = facts.LEGS[animal], words.randint(1, 12)
    many = animal if n == 1 else facts.plural(animal)
    limb = "paws" if animal in ("dog", "cat", "lion") and words.chance(0.7) else "legs"
    place = words.choice(("house", "garden", "home", "flat"))
    place_said = f"my {place}" if words.chance(0.8) else f"the {place}"
    if words.chance(0.15):
        first, second = f"I have {n} {'car' if n == 1 else 'cars'}.", "How many wheels do my cars have?"
        return Conversation(
            [
                User(first),
                Model("Good to know."),
                User(second),
                Model(f"{n} x 4 = {4 * n}. There are {4 * n} wheels.", f"Each car has 4 wheels. {n} x 4 = {4 * n}."),
            ],
            kind="contains",
            expected=f" {4 * n} wheels",
        )
    first = words.say("{I have|There are|I've got} [n] [a] in [p].", n=n, a=many, p=place_said).replace("There are 1", "There is 1")
    second = words.say("How many [l] are {there |}in [p]?", l=limb, p=place_said)
    total = n * legs
    reply = words.say("That is nice! [n] [a] must be fun.", n=n, a=many)
    return Conversation(
        [
            User(first),
            Model(reply),
            User(second),
            Model(
                f"{n} x {legs} = {total}. There are {total} {limb} in your {place}.",
                f"{article(animal).capitalize()} has {legs} {limb}. {n} x {legs} = {total}.",
            ),
        ],
        kind="contains",
        expected=f"There are {total} {limb}",
    )


@skill("variables", 4.0, 0.8)
def variables(words):
    a, b = words.sample("abcxyznmkpq", 2)
    x, y = words.randint(0, 30), words.randint(0, 30)
    turns = [User(f"{a}={x}" if words.chance(0.6) else f"Let {a} = {x}."), Model(f"OK, {a} = {x}.")]
    if words.chance(0.6):
        turns += [User(f"{b}={y}" if words.chance(0.6) else f"Let {b} = {y}."), Model(f"OK, {b} = {y}.")]
        form = words.randint(0, 2)
        if form == 0:
            return Conversation(
                turns + [User(words.say("{what is the value of|What is} [a]?", a=a)), Model(f"{a} = {x}")], kind="contains", expected=f"= {x}"
            )
        question, answer = words.say("{what is the value of|What is|Calculate} [a]+[b]?", a=a, b=b), f"{a} + {b} = {x} + {y} = {x + y}"
        return Conversation(turns + [User(question), Model(answer, f"{a} is {x} and {b} is {y}.")], kind="contains", expected=f"= {x + y}")
    question, answer = words.say("{what is the value of|What is|Calculate} [a]+[b]?", a=a, b=y), f"{a} + {y} = {x} + {y} = {x + y}"
    return Conversation(turns + [User(question), Model(answer, f"{a} is {x}.")], kind="contains", expected=f"= {x + y}")
