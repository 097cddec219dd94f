"""The third part of training: one of several functions is to be chosen, two follow one another, several are called at once, or none is."""

from chat import Conversation, Model, Parameter, Responses, User
from skills import chatting, facts, guides
from skills.kinds import KINDS
from skills.registry import skill
from skills.responses import generic_result
from skills.toolbox import Chosen, system_for
from skills.words import joined

_REMARKS = (
    "If the result is large, it will be cut.",
    "The response will clearly indicate what has happened and will provide details on how to go on.",
    "Handles text, images and other files.",
    "Use this tool when the user asks for it.",
    "Only available in this session. Defaults to the newest.",
    "Can optionally leave out what matches the given patterns.",
    "Returns an error where that is not possible.",
)
_BRIEFINGS = (
    "<session_context>\nThis is the [a]. We are setting up the context for our chat."
    "\nToday's date is [d].\nMy operating system is: linux\n</session_context>",
    "Today is [d]. The session is [a].",
    "Context: [a], [d].",
)


_SHARES = [kind.share for kind in KINDS]


class Function(Chosen):
    """A kind made concrete, with the parameters that no question tells."""

    def __init__(self, words, kind):
        super().__init__(words, (kind.names, kind.descriptions, kind.concepts, kind.asks), strange=words.chance(0.06))
        self.kind = kind
        for name, type_, description in kind.optional:
            if words.chance(0.4) and name not in [parameter.name for parameter in self.tool.parameters]:
                self.tool.parameters.append(Parameter(name, type_, description, required=False))
        self.parameters = self.tool.parameters[: len(kind.concepts)]
        if words.chance(0.3):
            for parameter in self.tool.parameters:
                parameter.description = ""
        if words.chance(0.4):
            self.tool.description += "."
            for remark in words.sample(_REMARKS, words.choice((0, 0, 0, 0, 0, 0, 1, 2, 3))):
                self.tool.description += " " + remark

    def asked(self, values):
        """The question, as people write it."""
        question = self.ask(values).replace("[n]", self.name)
        return _loosely(self.words, question)

    def again(self, values):
        """The same asked of another value, after a first question."""
        return self.words.say(self.kind.again).replace("[0]", str(values[0]))

    def answered(self, values):
        """A response to a call, and the answer to the user."""
        words = self.words
        if self.kind.group == "weather" and words.chance(0.7):
            degrees, key = words.randint(-20, 40), words.choice(("celsius", "temperature", "degrees", "temp", "fahrenheit"))
            if words.chance(0.5):
                return {key: degrees}, f"It is {degrees} degrees in {values[0]}."
            sky = words.choice("sunny cloudy rainy windy snowy foggy clear".split()) if words.chance(0.5) else words.word()
            pairs = sorted([(key, degrees), (words.choice(("sky", "condition", "weather", "report")), sky)], key=lambda pair: pair[0])
            return dict(pairs), f"It is {degrees} degrees and {sky} in {values[0]}."
        if self.kind.group in ("time", "alarm") and words.chance(0.6):
            time = words.time()
            return {words.choice(("time", "now", "local_time")): time}, f"It is {time}."
        if words.chance(0.25):
            form = "{[n] stands at [c]|[n] is in [d]|[c] [w]|[p]}"
            said = words.say(form, n=words.name(), c=words.number(), d=words.city(), w=words.word(), p=words.phrase())
            if " " in said:
                return {words.choice(("result", "output", "quote", "report", "content", words.word())): said}, f"It says: {said}"
        return generic_result(words)[:2]


def _loosely(words, question):
    if words.chance(0.06):
        return words.choice(("Please ", "Hey, ", "Hi! ", "OK, ", "Castor, ")) + question[0].lower() + question[1:]
    if words.chance(0.06):
        return question + words.choice((" Thanks.", " Thank you!", " Please."))
    if words.chance(0.08):
        return question[0].lower() + question[1:]
    return question


def functions(words, count):
    """Functions of kinds that a question can tell apart, with names of their own."""
    chosen = []
    while len(chosen) < count:
        _add(chosen, Function(words, _any(words)))
    return chosen


def _any(words):
    return words.choices(KINDS, _SHARES)[0]


def _add(chosen, one):
    if one.kind.group not in [other.kind.group for other in chosen] and one.name not in [other.name for other in chosen]:
        chosen.append(one)
        return True
    return False


def _beside(words, chosen, count):
    """Declarations of the chosen functions among others."""
    everything = list(chosen)
    while len(everything) < len(chosen) + count:
        _add(everything, Function(words, _any(words)))
    words.shuffle(everything)
    return [one.tool for one in everything]


def _thought(one):
    return f"The user asks for {one.kind.topic}: I call {one.name}."


def _briefed(words, text):
    if words.chance(0.05):
        return words.say(words.choice(_BRIEFINGS), a=words.phrase(), d=words.date()) + "\n" * words.randint(0, 2) + text
    return text


@skill("choosing among functions", 0, 0.8, later=0, last=46.0)
def choosing_among_functions(words):
    one = Function(words, _any(words))
    values = one.values()
    call = one.call(values)
    turns = [User(_briefed(words, one.asked(values))), Model(calls=[call], thought=_thought(one))]
    tools = _beside(words, [one], words.choice((0, 1, 1, 1, 1, 2, 2, 3, 4)))
    conversation = Conversation(turns, system=system_for(words), tools=tools, thinking=words.chance(0.4), kind="tool-call", expected=[call])
    if not words.held_out and words.chance(0.6):
        result, answer = one.answered(values)
        conversation.turns += [Responses([(one.name, result)]), Model(answer)]
        conversation.kind, conversation.expected = "contains", answer
    return conversation


@skill("choosing in sessions", 0, later=0, last=22.0)
def choosing_in_sessions(words):
    """One set of declarations, and many rounds on it."""
    chosen = functions(words, words.choice((1, 2, 2, 2, 2, 3, 3, 4, 5)))
    turns, last = [], None
    for _ in range(words.choice((4, 5, 6, 8, 10))):
        form = words.randint(0, 99)
        if form < 8 and last and last.kind.again:
            values = last.values()
            turns += _round(words, last.again(values), [(last, values)])
        elif form < 78:
            last = words.choice(chosen)
            values = last.values()
            turns += _round(words, last.asked(values), [(last, values)])
        elif form < 88:
            question, wanted = _several(words, chosen)
            turns += _round(words, question, wanted)
        elif form < 90:
            turns += _none_fits(words, chosen).turns
        else:
            turns += _talk(words).turns
    if words.chance(0.4) and turns[-2:-1] and isinstance(turns[-2], Responses):
        # Ends with the call.
        del turns[-2:]
    return Conversation(turns, system=system_for(words), tools=[one.tool for one in chosen])


def _round(words, question, wanted):
    results = [(one.name, *one.answered(values)) for one, values in wanted]
    return [
        User(question),
        Model(calls=[one.call(values) for one, values in wanted], thought=_thought(wanted[0][0])),
        Responses([(name, result) for name, result, _ in results]),
        Model(" ".join(answer for _, _, answer in results)),
    ]


def _talk(words):
    makers = (facts.capitals, facts.opposites, facts.animals, facts.word_forms, chatting.greetings, chatting.who_it_is) + (guides.guide_prompts,) * 2
    while True:
        talk = words.choice(makers)(words)
        # Without tools the guides' answer to these is that there is none.
        if not any(word in talk.turns[0].text.lower() for word in ("weather", "time", "stock", "day", "date", "news", "sum")):
            return talk


def _none_fits(words, chosen):
    groups = [one.kind.group for one in chosen]
    if any(group in groups for group in ("search", "fetch", "shell")):
        # With these much can be found out.
        return _talk(words)
    # A sum or a word in another language it knows by itself, and what the user tells it can keep without a tool.
    skipped = ("add", "multiply", "subtract", "divide", "translate", "memory", "greet", "time", "place")
    stranger = Function(words, words.choice([kind for kind in KINDS if kind.group not in groups and kind.group not in skipped]))
    return Conversation([User(stranger.asked(stranger.values())), Model("I have no tool for that.", "None of the tools fits.")])


@skill("no function fits", 0, 0.6, later=0, last=8.0)
def no_function_fits(words):
    chosen = functions(words, words.choice((1, 2, 2, 3)))
    conversation = _none_fits(words, chosen) if words.chance(0.3) else _talk(words)
    if conversation.turns[-1].text == "I have no tool for that.":
        conversation.kind, conversation.expected = "contains", "no tool"
    conversation.tools, conversation.system = [one.tool for one in chosen], system_for(words)
    return conversation


def _several(words, chosen):
    """Two or three calls at once: of one function with several values, or of two functions."""
    single = [one for one in chosen if len(one.kind.concepts) == 1 and one.kind.group in _LISTED]
    if single and (len(chosen) == 1 or words.chance(0.6)):
        one = words.choice(single)
        values = [one.values()[0] for _ in range(words.choice((2, 2, 2, 3)))]
        shown = list(map(str, values))
        told = joined(shown)
        if one.kind.group in ("weather", "time", "theaters") and words.chance(0.4):
            told = words.choice((", in ", ", and in ", " and in ")).join(shown)
        elif words.chance(0.2):
            told = words.choice((", and ", " and ", ", and also ", " and also ")).join(shown)
        return one.asked([told]), [(one, [value]) for value in values]
    first, second = words.sample(chosen, 2) if len(chosen) > 1 else (chosen[0], chosen[0])
    values = first.values(), second.values()
    asked = first.asked(values[0]).rstrip(".?"), second.asked(values[1])
    question = words.say(
        "{[a], and then: [b]|[a]. Then: [b]|[a]. Also: [b]|[a]? And: [b]|Two things. First: [a]. Second: [b]|[a], and also: [b]|1. [a]\n2. [b]}",
        a=asked[0],
        b=asked[1],
    )
    return question, [(first, values[0]), (second, values[1])]


_LISTED = ("weather", "stock", "time", "greet", "read", "order", "user", "theaters")


@skill("calls at once", 0, 0.6, later=0, last=12.0)
def calls_at_once(words):
    listed = [kind for kind in KINDS if kind.group in _LISTED and len(kind.concepts) == 1]
    first = Function(words, words.choice(listed) if words.chance(0.6) else _any(words))
    chosen = [first]
    for _ in range(words.choice((0, 1, 1, 2))):
        _add(chosen, Function(words, _any(words)))
    if len(chosen) == 1 and first.kind.group not in _LISTED:
        while not _add(chosen, Function(words, _any(words))):
            pass
    question, wanted = _several(words, chosen)
    words.shuffle(chosen)
    calls = [one.call(values) for one, values in wanted]
    turns = _round(words, question, wanted)
    turns[1].thought = f"This takes {len(calls)} calls."
    if words.held_out or words.chance(0.4):
        del turns[2:]
    return Conversation(
        turns, system=system_for(words), tools=[one.tool for one in chosen], thinking=words.chance(0.35), kind="tool-call", expected=calls
    )


def _kind(name):
    return next(kind for kind in KINDS if kind.names.startswith(name))


# The first function, the second, the question ([0], [1] ... values of the first, [a], [b] those of the second), and which
# value of the second comes from the response to the first.
_CHAINS = [
    (
        "get_user_city",
        "get_weather",
        (
            "{What's|What is|How's|How is} the weather {where I am|in my city|at my place|at my location|here}{?| now?| today?}|{Find out where I"
            " am and|Look up my city, then} tell me the weather there."
        ),
        0,
    ),
    (
        "get_user_city",
        "get_time_in",
        "What's the local time {where I am|in my city}?|{Find out where I am and|Look up my city, then} tell me the local time there.",
        0,
    ),
    (
        "get_user_city",
        "find_theaters",
        "{Which|What} {theaters|cinemas} are {near me|in my city}?|Find out where I am and list the theaters there.",
        0,
    ),
    (
        "get_user ",
        "greet",
        (
            "{Look up|Find} {the user|user|the customer} [0] and {greet them|say hello to them|greet the person}.|Greet the {user|customer} with"
            " the code [0]."
        ),
        0,
    ),
    ("get_user ", "send_message", "{Look up|Find} {the user|user|the customer} [0] and send them the message: [b]", 0),
    ("read_file", "send_email", "Read [0] and {mail|send} {it|its text|what it says} to [a].|Mail the text of [0] to [a].", 1),
    (
        "read_file",
        "run_shell_command",
        "{Read|Open} [0] and run the command that {is in it|it says|stands there}.|Run the command in the file [0].",
        0,
    ),
    ("read_file", "write_file", "Copy [0] to [a].|Read [0] and write {it|its text} to [a].", 1),
    (
        "list_directory",
        "read_file",
        "{List [0] and|Look into the folder [0] and} {read|show me} the first file{.| there.}|Read the first file in [0].",
        0,
    ),
    ("google_web_search", "write_file", "Search {the web |}for [0] and {write|save} what you find to [a].", 1),
    ("add", "multiply", "Add [0] and [1], then multiply the result by [b].", 0),
    ("multiply", "add", "Multiply [0] by [1], then add [b] to the result.", 0),
    ("divide", "add", "Divide [0] by [1], then add [b].", 0),
    ("multiply", "subtract", "Multiply [0] by [1], then subtract [b].", 0),
    ("add", "divide", "Add [0] and [1], then divide {the result |it |}by [b].", 0),
]


@skill("calls one after another", 0, 0.5, later=0, last=10.0)
def calls_one_after_another(words):
    """Two functions, of which the second takes the result of the first, or is to wait for it; then the answer."""
    if words.chance(0.55):
        first, second, question, at = words.choice(_CHAINS)
        first, second = Function(words, _kind(first)), Function(words, _kind(second))
        while second.name == first.name:
            second = Function(words, second.kind)
        values = first.values(), second.values()
        result, moved = _moved(words, first, values[1][at])
        values[1][at] = moved
        question = words.say("{" + question + "}")
        for index, value in enumerate(values[0]):
            question = question.replace(f"[{index}]", str(value))
        for letter, value in zip("abc", values[1]):
            question = question.replace(f"[{letter}]", str(value))
    else:
        first, second = functions(words, 2)
        values = first.values(), second.values()
        result = first.answered(values[0])[0]
        asked = first.asked(values[0]).rstrip(".?"), second.asked(values[1])
        question = words.say(
            (
                "{First: [a]. When you have the answer: [b]|[a]. Wait for the answer, then: [b]|One after the other: [a]. [b]|Step 1: [a]. Step 2,"
                " after the first: [b]|First: [a]. After the result: [b]}"
            ),
            a=asked[0],
            b=asked[1],
        )
    calls = [first.call(values[0]), second.call(values[1])]
    last, answer = second.answered(values[1])
    turns = [
        User(_loosely(words, question)),
        Model(calls=[calls[0]], thought=f"First {first.kind.topic}: I call {first.name}."),
        Responses([(first.name, result)]),
        Model(calls=[calls[1]], thought=f"Now {second.kind.topic}: I call {second.name}."),
    ]
    conversation = Conversation(turns, system=system_for(words), thinking=words.chance(0.5), kind="tool-call", expected=[calls[1]])
    conversation.tools = _beside(words, [first, second], words.choice((0, 0, 0, 1)))
    if words.chance(0.4 if words.held_out else 0.85):
        conversation.turns += [Responses([(second.name, last)]), Model(answer)]
        conversation.kind, conversation.expected = "contains", answer
    return conversation


def _moved(words, first, value):
    """The response to the first call, and the value in it that the second takes."""
    if first.kind.group == "place":
        return {words.choice(("city", "location", "place", "result")): value}, value
    if first.kind.group == "list":
        files = [words.file_name() for _ in range(words.randint(1, 3))]
        return {words.choice(("files", "entries", "result")): files}, files[0]
    if first.kind.group == "user":
        return {words.choice(("name", "user", "result")): value}, value
    if first.kind.group in ("read", "search"):
        return {words.choice(("content", "output", "text", "result")): value}, value
    return {words.choice(("result", "output", "value", "sum")): value}, value


_FOLDERS = "- **Workspace Directories:**\n  - /[a]/[b]\n"


@skill("on a command line", 0, later=0, last=0)
def on_a_command_line(words):
    """A session on files: the briefing of the program before the question, one call, and mostly the answer."""
    kinds = [kind for kind in KINDS if kind.group in ("read", "read", "list", "shell", "grep", "glob", "write", "search")]
    one = Function(words, words.choice(kinds) if words.chance(0.5) else _kind("read_file"))
    values = one.values()
    text = one.asked(values)
    if words.chance(0.7):
        briefing = "<session_context>\nThis is the [n] CLI. We are setting up the context for our chat.\nToday's date is [d].\nMy operating system is: linux\n"
        briefing += _FOLDERS + "</session_context>" + "\n" * words.randint(0, 2)
        text = words.say(briefing, n=words.word().capitalize(), d=words.date(), a=words.word(), b=words.word()) + text
    result, answer = one.answered(values)
    turns = [User(text), Model(calls=[one.call(values)], thought=_thought(one)), Responses([(one.name, result)]), Model(answer)]
    tools = _beside(words, [one], words.choice((0, 0, 1, 2)))
    return Conversation(turns, system=system_for(words), tools=tools, thinking=words.chance(0.3), kind="contains", expected=answer)
