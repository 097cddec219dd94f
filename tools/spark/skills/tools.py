"""Function calling: reading declarations, choosing one, copying arguments from the prompt."""

from chat import Conversation, Model, Parameter, Responses, Tool, User
from skills import chatting, facts, guides
from skills.domains import DOMAINS
from skills.registry import skill
from skills.responses import generic_result
from skills.toolbox import Chosen, distractors, related, shown, system_for
from skills.words import Words, joined


@skill("tool calls", 10.0, 0.6, last=7.0)
def tool_calls(words):
    domain = words.choice(DOMAINS)
    chosen = Chosen(words, domain)
    values = chosen.values()
    tools = [chosen.tool] + distractors(words, words.choice((0, 0, 0, 1, 1, 2, 3)), {chosen.name}, related(domain))
    words.shuffle(tools)
    question = chosen.ask(values)
    if words.chance(0.1):
        question = words.say("{Use|Call} {the function |the tool |}[n]{: |. }[q]", n=chosen.name, q=question)
    call = chosen.call(values)
    before = []
    if words.chance(0.35):
        # An earlier round with the same tools: more to learn from one reading of the declarations.
        earlier = chosen.values()
        result, answer, _ = generic_result(words)
        before = [User(chosen.ask(earlier)), Model(calls=[chosen.call(earlier)]), Responses([(chosen.name, result)]), Model(answer)]
    thought = words.say("{The user asks for this|This needs a tool|A function fits}: {I call [n]|I will use [n]}.", n=chosen.name)
    return Conversation(
        before + [User(question), Model(calls=[call], thought=thought)], system=system_for(words), tools=tools, kind="tool-call", expected=[call]
    )


@skill("unseen functions", 6.0, 0.6)
def unseen_functions(words):
    """Functions without a known meaning: names and parameters are made up; the prompt tells the values by their names."""
    tools = []
    makers = {
        "STRING": lambda: words.choice((words.name, words.city, words.word, words.code, words.thing))(),
        "INTEGER": words.number,
        "NUMBER": words.decimal,
        "BOOLEAN": lambda: words.chance(0.5),
    }
    for _ in range(words.choice((1, 1, 1, 2, 3))):
        parameters, names = [], set()
        for _ in range(words.choice((0, 1, 1, 2, 2, 3, 4))):
            name = words.choice(
                (words.word, words.identifier, lambda: words.choice("name value id size color count mode level title unit key target".split()))
            )()
            if name not in names:
                names.add(name)
                kind = words.choice(("STRING", "STRING", "STRING", "INTEGER", "NUMBER", "BOOLEAN"))
                choices = [words.word() for _ in range(3)] if kind == "STRING" and words.chance(0.12) else []
                parameters.append(
                    Parameter(name, kind, words.say("{The [n]|[n]|Value of [n]|Sets the [n]|}", n=name), choices, "", words.chance(0.8))
                )
        tools.append(
            Tool(
                words.identifier(),
                words.say("{Does [a]|Makes a [a]|Runs the [a]|A function for [a]|Handles the [a]}", a=words.choice((words.word, words.thing))()),
                parameters,
            )
        )
    turns, call = [], None
    for _ in range(words.choice((1, 1, 1, 2, 3))):
        if call:
            result, answer, _ = generic_result(words)
            turns += [Responses([(call[0], result)]), Model(answer)]
        question, call = _named_call(words, words.choice(tools), makers)
        turns += [User(question), Model(calls=[call], thought=f"The user wants {call[0]}.")]
    return Conversation(turns, system=system_for(words), tools=tools, kind="tool-call", expected=[call])


def _named_call(words, tool, makers):
    """A question that tells the values by the names of the parameters, and the call."""
    arguments = {parameter.name: words.choice(parameter.choices) if parameter.choices else makers[parameter.type]() for parameter in tool.parameters}
    order = list(arguments)
    words.shuffle(order)
    link = words.choice((" ", " = ", ": ", " set to ", " "))
    told = joined([f"{name}{link}{shown(arguments[name])}" for name in order]) if order else ""
    if told:
        question = words.say(
            "{{Call|Use|Run|Please call|Invoke} [n] {with|for|using} [t]{.|}|{Call|Use} {the function|the tool} [n]{: |, }[t]{.|}|[n] with [t]}",
            n=tool.name,
            t=told,
        )
    else:
        question = words.say("{Call|Use|Run|Please call|Invoke} {the function |the tool |}[n]{.|}", n=tool.name)
    return question, (tool.name, arguments)


@skill("parallel calls", 4.0, 0.4, later=6.0)
def parallel_calls(words):
    if words.chance(0.6):
        domain = words.choice(
            [domain for domain in DOMAINS if len(domain[2]) == 1 and domain[2][0].make in (Words.city, Words.name, Words.path, Words.code)]
        )
        chosen = Chosen(words, domain)
        values = [domain[2][0].make(words) for _ in range(words.choice((2, 2, 3)))]
        question = chosen.ask([joined(values)])
        calls = [chosen.call([value]) for value in values]
        tools = [chosen.tool] + distractors(words, words.choice((0, 0, 1)), {chosen.name}, related(domain))
    else:
        first, second = (Chosen(words, domain) for domain in words.sample(DOMAINS, 2))
        if first.name == second.name:
            second.name = second.tool.name = second.name + "_two"
        values = first.values(), second.values()
        one, two = first.ask(values[0]).rstrip("."), second.ask(values[1])
        question = words.say("{[a], and then: [b]|[a]. Then: [b]|[a]. Also: [b]|Two things. First: [a]. Second: [b]}", a=one, b=two)
        calls = [first.call(values[0]), second.call(values[1])]
        tools = [first.tool, second.tool]
        words.shuffle(tools)
    return Conversation(
        [User(question), Model(calls=calls, thought=f"This takes {len(calls)} calls.")],
        system=system_for(words),
        tools=tools,
        kind="tool-call",
        expected=calls,
    )


@skill("no call needed", 4.0, 0.4, later=5.0, last=3.0)
def no_call_needed(words):
    used = []
    if words.chance(0.6):
        other = words.choice(
            (facts.capitals, facts.opposites, facts.animals, facts.word_forms, chatting.greetings, chatting.who_it_is, guides.guide_prompts)
        )(words)
        other.tools = distractors(
            words,
            words.choice((1, 1, 2, 3)),
            set(),
            [domain for domain in DOMAINS if "translate" in domain[0] or "lookup" in domain[0] or "search" in domain[0]],
        )
        other.system = system_for(words)
        return other
    domain = words.choice([domain for domain in DOMAINS if domain[2]])
    used = related(domain)
    chosen = Chosen(words, domain)
    return Conversation(
        [User(chosen.ask(chosen.values())), Model("I have no tool for that.", "None of the tools fits.")],
        system=system_for(words),
        tools=distractors(words, words.choice((1, 2, 3)), set(), used),
        kind="contains",
        expected="no tool",
    )
