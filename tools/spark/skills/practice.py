"""Practice for the second part of training: many cases of one kind in one conversation, so that much is learnt from little text."""

from chat import Conversation, Model, Responses, User
from skills import chatting, copying, facts, json_answers, longer, memory
from skills.domains import DOMAINS
from skills.registry import ask, skill
from skills.responses import generic_result
from skills.toolbox import Chosen, related, system_for


def in_a_row(words, makers, count):
    """Single questions and their answers, one after the other."""
    turns = []
    for _ in range(count):
        turns += words.choice(makers)(words).turns
    return Conversation(turns)


@skill("sums in a row", 0, later=13.0, last=3.0)
def sums_in_a_row(words):
    if words.chance(0.5):
        return in_a_row(words, [facts.arithmetic], words.randint(4, 16))
    sums = [facts.arithmetic(words).turns[-1].text for _ in range(words.randint(2, 20))]
    shown = [text.split(" = ")[0] for text in sums]
    mark = words.choice((", ", "\n", "; "))
    return ask(words.say("{Work out|Calculate|Compute|Solve|What is}[m]", m=": " if mark != "\n" else ":\n") + mark.join(shown), mark.join(sums))


def _quick_questions(words, yes_or_no, least, most):
    makers = [yes_or_no] * 6 + [facts.comparison] * 3 + [facts.groups, facts.capitals, facts.number_words]
    return in_a_row(words, makers, words.randint(least, most))


def _records_exercises(words, quoting):
    if words.chance(0.35):
        return in_a_row(words, [json_answers.json_of_many], words.randint(1, 3))
    return longer.questions_on_a_table(words, (2, 3, 3, 4, 5, 8, 12), (4, 6, 8, 10), quoting=quoting)


@skill("quick questions", 0, later=5.5, last=0)
def quick_questions(words):
    return _quick_questions(words, facts.yes_or_no_at_once, 4, 14)


@skill("list exercises", 0, later=7.0, last=6.0)
def list_exercises(words):
    return in_a_row(words, [copying.lists] * 8 + [json_answers.json_lists] * 2 + [copying.repeating], words.randint(2, 7))


@skill("records exercises", 0, later=5.5, last=0)
def records_exercises(words):
    return _records_exercises(words, quoting=False)


@skill("quick questions, the fact first", 0, later=0, last=6.0)
def quick_questions_fact_first(words):
    return _quick_questions(words, facts.yes_or_no, 3, 9)


@skill("records exercises, the row first", 0, later=0, last=6.0)
def records_exercises_row_first(words):
    return _records_exercises(words, quoting=True)


@skill("variable exercises", 0, later=3.0, last=1.0)
def variable_exercises(words):
    """Some variables, and several questions on them; now and then one gets another value."""
    turns, values = [], {}
    for letter in words.sample("abcxyznmkpq", words.randint(1, 4)):
        turns += _assignment(words, letter, values)
    for _ in range(words.randint(3, 8)):
        letter = words.choice(list(values))
        form = words.randint(0, 6)
        if form == 0:
            turns += _assignment(words, letter, values)
            continue
        if form < 3:
            turns += [User(words.say("{what is the value of|What is} [a]?", a=letter)), Model(f"{letter} = {values[letter]}")]
            continue
        other = words.choice(list(values)) if form < 5 else words.randint(0, 30)
        added = values.get(other, other)
        question = words.say("{what is the value of|What is|Calculate} [a]+[b]?", a=letter, b=other)
        turns += [User(question), Model(f"{letter} + {other} = {values[letter]} + {added} = {values[letter] + added}")]
    return Conversation(turns)


def _assignment(words, letter, values):
    values[letter] = words.randint(0, 30)
    told = f"{letter}={values[letter]}" if words.chance(0.6) else f"Let {letter} = {values[letter]}."
    return [User(told), Model(f"OK, {letter} = {values[letter]}.")]


@skill("told and not told", 0, later=2.5, last=2.5)
def told_and_not_told(words):
    """Questions on what the user said, between others on what he did not."""
    entries = []
    for _ in range(words.randint(2, 6)):
        entry = memory.attributes(words)
        if memory.subject(entry) not in [memory.subject(other) for other in entries]:
            entries.append(entry)
    told = entries[: words.randint(0, len(entries))]
    turns = []
    for entry in told:
        turns += [User(entry[0]), Model(entry[4])]
        if words.chance(0.15):
            turns += memory.small_talk(words)
    words.shuffle(entries)
    for entry in entries:
        known = entry in told
        turns += [
            User(entry[1]),
            Model(
                entry[2] if known else "You have not told me yet.",
                f"The user told me: {entry[0]}" if known else "I look back, but that was not said.",
            ),
        ]
    return Conversation(turns)


@skill("tool sessions", 0, later=10.0, last=0)
def tool_sessions(words):
    """One set of declarations, and several rounds: calls, two calls at once, questions that need none, and ones that none fits."""
    chosen, near = [], []
    for domain in words.sample(DOMAINS, words.choice((1, 2, 2, 3, 3, 4, 5))):
        one = Chosen(words, domain)
        if domain not in near and one.name not in [other.name for other in chosen]:
            chosen.append(one)
            near += related(domain)
    others = [domain for domain in DOMAINS if domain not in near and domain[2]]
    turns = []
    for _ in range(words.choice((1, 2, 3, 4, 5))):
        turns += _answered(words, turns)
        form = words.randint(0, 19)
        if form < 10:
            turns += _calls(words, [words.choice(chosen)])
        elif form < 14:
            one = words.choice(chosen)
            turns += _calls(words, [one, one if len(chosen) == 1 or words.chance(0.3) else words.choice([two for two in chosen if two is not one])])
        elif form < 17:
            stranger = Chosen(words, words.choice(others))
            turns += [User(stranger.ask(stranger.values())), Model("I have no tool for that.", "None of the tools fits.")]
        else:
            turns += words.choice((facts.capitals, facts.opposites, facts.animals, facts.word_forms, chatting.greetings, chatting.who_it_is))(
                words
            ).turns
    if words.chance(0.3):
        turns += _answered(words, turns)
    return Conversation(turns, system=system_for(words), tools=[one.tool for one in chosen])


def _calls(words, wanted):
    values = [one.values() for one in wanted]
    calls = [one.call(each) for one, each in zip(wanted, values)]
    asked = [one.ask(each) for one, each in zip(wanted, values)]
    question = asked[0]
    if len(asked) > 1:
        question = words.say(
            "{[a], and then: [b]|[a]. Then: [b]|[a]. Also: [b]|Two things. First: [a]. Second: [b]}", a=asked[0].rstrip("."), b=asked[1]
        )
    thought = (
        f"This takes {len(calls)} calls." if len(calls) > 1 else words.say("{The user asks for this|A function fits}: I call [n].", n=calls[0][0])
    )
    return [User(question), Model(calls=calls, thought=thought)]


def _answered(words, turns):
    """The responses to the calls that came last, and the answer from them."""
    if not turns or not turns[-1].calls:
        return []
    results = [(name, *generic_result(words)[:2]) for name, _ in turns[-1].calls]
    return [Responses([(name, result) for name, result, _ in results]), Model(" ".join(answer for _, _, answer in results))]
