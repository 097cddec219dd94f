"""Function calling, the way back: answers from what tools respond, and calls that follow on a response."""

from chat import Conversation, Model, Responses, User
from skills.domains import CITY, DOMAINS, FIRST, SECOND
from skills.registry import skill
from skills.toolbox import Chosen, distractors, related, system_for
from skills.words import joined


def weather_result(words, place):
    """A response of a weather service, the answer to it, and what must be in the answer."""
    degrees_key = words.choice(("temperature", "temp", "degrees"))
    degrees = words.randint(-20, 40)
    sky_key = words.choice(("condition", "weather", "sky", "description"))
    sky = words.choice("sunny cloudy rainy windy snowy foggy clear".split())
    return {degrees_key: degrees, sky_key: sky}, f"It is {degrees} degrees and {sky} in {place}.", str(degrees)


def time_result(words):
    key = words.choice(("time", "now", "result"))
    time = words.time()
    return {key: time}, f"It is {time}.", time


def generic_result(words):
    form = words.randint(0, 6)
    if form == 0:
        result = words.choice((words.number, words.decimal, words.name, words.city, words.code))()
        return {words.choice(("result", "output", "value", "answer")): result}, f"The result is {result}.", str(result)
    if form == 1:
        return {words.choice(("status", "state")): words.choice(("ok", "done", "success"))}, "Done.", "Done"
    if form == 2:
        error = words.say("{not found|no access|timeout|unknown [a]|the [a] is missing|[a] failed}", a=words.word())
        return {"error": error}, f"That did not work: {error}.", error
    if form == 3:
        key, value = words.word(), words.choice((words.number, words.decimal, words.name, words.code, words.word))()
        return {key: value}, f"The {key} is {value}.", str(value)
    if form == 4:
        a, b = words.word(), words.word()
        if a == b:
            return generic_result(words)
        x, y = words.number(), words.choice((words.name, words.word))()
        pairs = dict(sorted([(a, x), (b, y)], key=lambda pair: pair[0].lower()))
        return pairs, "The " + " and the ".join(f"{key} is {value}" for key, value in pairs.items()) + ".", str(x)
    if form == 5:
        items = [words.choice((words.name, words.city, words.word))() for _ in range(words.randint(2, 3))]
        return {words.choice(("items", "results", "names", "list")): items}, f"I found {joined(items)}.", items[0]
    text = words.phrase() if words.chance(0.6) else f"{words.name()} lives in {words.city()}"
    return {words.choice(("output", "content", "text", "stdout")): text}, f"It says: {text}", text


@skill("answers from responses", 5.0, 0.7)
def answers_from_responses(words):
    domain = words.choice(DOMAINS)
    chosen = Chosen(words, domain)
    values = chosen.values()
    if domain[2] == [CITY] and words.chance(0.7):
        result, answer, expected = weather_result(words, values[0])
    elif "current_time" in domain[0] and words.chance(0.7):
        result, answer, expected = time_result(words)
    else:
        result, answer, expected = generic_result(words)
    turns = [User(chosen.ask(values)), Model(calls=[chosen.call(values)]), Responses([(chosen.name, result)]), Model(answer)]
    tools = [chosen.tool] + distractors(words, words.choice((0, 0, 1)), {chosen.name}, related(domain))
    conversation = Conversation(turns, system=system_for(words), tools=tools, kind="contains", expected=expected)
    if words.chance(0.25):
        follow = chosen.values()
        call = chosen.call(follow)
        conversation.turns += [User(chosen.ask(follow)), Model(calls=[call])]
        conversation.kind, conversation.expected = "tool-call", [call]
    elif words.chance(0.15):
        conversation.turns += [User(words.choice(("Thanks!", "Thank you.", "Great, thanks.")))] + [Model("You're welcome!")]
        conversation.kind, conversation.expected = "contains", "welcome"
    return conversation


@skill("answers from two responses", 1.0, 0.6)
def answers_from_two_responses(words):
    domain = DOMAINS[0]
    chosen = Chosen(words, domain)
    places = [words.city() for _ in range(2)]
    results, told = [], []
    key = words.choice(("temperature", "temp", "degrees", "result"))
    for place in places:
        degrees = words.randint(-20, 40)
        results.append((chosen.name, {key: degrees}))
        told.append(f"it is {degrees} degrees in {place}")
    answer = "In short, " + joined(told) + "."
    turns = [User(chosen.ask([joined(places)])), Model(calls=[chosen.call([place]) for place in places]), Responses(results), Model(answer)]
    return Conversation(turns, system=system_for(words), tools=[chosen.tool], kind="contains", expected=answer)


@skill("calls in sequence", 1.2, 0.6)
def calls_in_sequence(words):
    """The second call takes the result of the first, or both follow one another; then the answer."""
    domain = words.choice([domain for domain in DOMAINS if domain[2] == [FIRST, SECOND]])
    chosen = Chosen(words, domain)
    verb, link = {"divide": ("Divide", "by"), "sum": ("Add", "and"), "multiply": ("Multiply", "by"), "subtract": ("Subtract", "and")}[
        next(key for key in ("divide", "sum", "multiply", "subtract") if key in domain[0])
    ]
    a, b, c, middle, last = (
        words.number(),
        words.number(1),
        words.number(1),
        words.choice((words.number, words.decimal))(),
        words.choice((words.number, words.decimal))(),
    )
    key = words.choice(("result", "output", "value"))
    question = words.say(
        (
            "[v] [a] [l] [b] using the [n] function, then [w] the result [l] [c] {again|using it again|with the same function}, then {tell me|give"
            " me} the result{.|}"
        ),
        v=verb,
        w=verb.lower(),
        l=link,
        a=a,
        b=b,
        c=c,
        n=chosen.name,
    )
    calls = [chosen.call([a, b]), chosen.call([middle, c])]
    turns = [User(question), Model(calls=[calls[0]]), Responses([(chosen.name, {key: middle})]), Model(calls=[calls[1]])]
    conversation = Conversation(turns, system=system_for(words), tools=[chosen.tool], kind="tool-call", expected=[calls[1]])
    if words.chance(0.5):
        conversation.turns += [Responses([(chosen.name, {key: last})]), Model(f"The result is {last}.")]
        conversation.kind, conversation.expected = "contains", str(last)
    return conversation
