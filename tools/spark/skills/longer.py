"""Long conversations and texts: a fact from hundreds of tokens before, past the window of the local layers."""

from chat import Conversation, Model, User
from skills import memory, stories
from skills.records import compact
from skills.registry import ask, skill
from skills.words import JOBS


def sentences_for(words):
    return words.choice((6, 10, 15, 20, 30, 45, 60, 80, 110))


def needle(words):
    thing, value = words.thing(), None
    form = words.randint(0, 3)
    if form == 0:
        value = words.code()
        return (
            f"The secret code of the {thing} is {value}.",
            f"What is the secret code of the {thing}?",
            f"The secret code of the {thing} is {value}.",
            value,
        )
    if form == 1:
        name, value = words.name(), words.city()
        return f"{name} lives in {value}.", f"Where does {name} live?", f"{name} lives in {value}.", value
    if form == 2:
        name, value = words.name(), words.choice(JOBS) if words.chance(0.4) else words.word()
        return f"{name} works as a {value}.", f"What is {name}'s job?", f"{name} is a {value}.", value
    value = words.name()
    return f"The owner of the {thing} is {value}.", f"Who is the owner of the {thing}?", f"The owner of the {thing} is {value}.", value


@skill("long texts", 1.4, 0.6)
def long_texts(words):
    needles = []
    for _ in range(words.choice((1, 2, 3, 5))):
        entry = needle(words)
        if entry[1] not in [other[1] for other in needles]:
            needles.append(entry)
    lines = stories.filler(words, sentences_for(words))
    for entry in needles:
        lines.insert(words.randint(0, len(lines)), entry[0])
    if words.chance(0.4) and len(lines) > 8:
        for at in range(words.randint(3, 6), len(lines), words.randint(5, 9)):
            lines[at] = "\n\n" + lines[at]
    text = " ".join(lines).replace(" \n\n", "\n\n")
    turns = []
    for _, question, answer, value in words.sample(needles, words.randint(1, len(needles))):
        if not turns:
            question = words.say(
                "{[t]\n\n[q]|[q]\n\n[t]|Read this text:\n[t]\n\nQuestion: [q]|{Here is a text.|Answer from this text.} [t] [q]}", t=text, q=question
            )
        turns += [User(question), Model(answer, f"I find it in the text: {value}.")]
    return Conversation(turns, kind="contains", expected=value)


@skill("long chats", 1.2, 0.6)
def long_chats(words):
    entry = memory.attributes(words)
    turns = [User(entry[0]), Model(entry[4])]
    for _ in range(words.choice((3, 5, 8, 12, 18))):
        turns += memory.small_talk(words)
    return Conversation(turns + [User(entry[1]), Model(entry[2], f"The user told me: {entry[0]}")], kind="contains", expected=entry[3])


@skill("records at once", 2.0, last=0)
def records_at_once(words):
    return questions_on_a_table(words, (3, 5, 8, 12, 20), (1, 2, 3))


@skill("many records", 0, 0.5, later=0, last=3.0)
def many_records(words):
    return questions_on_a_table(words, (3, 5, 8, 12, 20), (1, 2, 3), quoting=True)


def questions_on_a_table(words, sizes, questions, quoting=False):
    """A table of people, and questions about them, one or more turns each. Quoting, an answer copies the row before it tells the value."""
    people = {}
    for _ in range(words.choice(sizes)):
        people[words.name()] = (words.city(), words.number(), words.choice(JOBS))
    form = words.randint(0, 2)
    if form == 0:
        text = "\n".join(f"- {name}: {city}, {number}, {job}" for name, (city, number, job) in people.items())
    elif form == 1:
        text = "name,city,number,job\n" + "\n".join(f"{name},{city},{number},{job}" for name, (city, number, job) in people.items())
    else:
        text = " ".join(f"{name} lives in {city}, has the number {number} and works as a {job}." for name, (city, number, job) in people.items())
    turns = []
    for name in words.sample(list(people), min(len(people), words.choice(questions))):
        city, number, job = people[name]
        ways = [
            (f"Where does {name} live?", f"{name} lives in {city}.", city),
            (f"What is {name}'s number?", f"The number is {number}.", str(number)),
            (f"What is {name}'s job?", f"{name} is a {job}.", job),
            (f"Give me {name}'s city and number as JSON.", compact({"city": city, "number": number}), compact({"city": city, "number": number})),
        ]
        if [entry[0] for entry in people.values()].count(city) == 1:
            ways.append((f"Who lives in {city}?", f"{name} lives in {city}.", name))
        question, answer, value = words.choice(ways)
        if quoting and not question.endswith("JSON."):
            row = f"{name}, {city}, {number}, {job}" if form < 2 else f"{name} lives in {city}, has the number {number} and works as a {job}"
            value, answer = answer, f"{row}. {answer}"
        elif quoting:
            question = f"Give me {name}'s name, city and number as JSON."
            answer = value = compact({"name": name, "city": city, "number": number})
        if not turns:
            question = words.say("{[t]\n\n[q]|[q]\n[t]}", t=text, q=question)
        turns += [User(question), Model(answer, f"I look for {name}.")]
    return Conversation(turns, kind="contains", expected=value)


@skill("long copies", 1.0, 0.5, later=2.0)
def long_copies(words):
    items = [words.value() for _ in range(words.choice((4, 6, 10, 16)))]
    if words.chance(0.5):
        return ask("Repeat this: " + "; ".join(items), "; ".join(items))
    return ask("Write as a JSON list: " + "; ".join(items), compact(items), kind="json", expected=items)
