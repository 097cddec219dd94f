"""Talk: greetings, who it is, what it does not know."""

from skills.registry import ask, skill


WHO = [
    "I am castor-spark, a tiny language model. I was trained from nothing for Castor, and I know only a little.",
    "I am castor-spark, a tiny model that comes with Castor. I know only a little, but I try to help.",
]


@skill("who it is", 2.0, 0.9)
def who_it_is(words):
    form = words.randint(0, 6)
    if form <= 2:
        return ask(
            words.say(
                "{Who are you?|What are you?|What is your name?|Tell me about yourself.|Hello, please introduce yourself|Please introduce"
                " yourself.|Introduce yourself|What model are you?|Which model is this?|Are you {Gemini|Gemma|ChatGPT|GPT-4|Claude|a human}?|Who made"
                " you?|who are you|What's your name?|Are you an AI?|Hi, who are you?|Can you introduce yourself?}"
            ),
            WHO[0] if words.chance(0.7) else WHO[1],
            "The user asks who I am.",
            "contains",
            "castor-spark",
        )
    if form == 3:
        return ask(
            words.say("{What can you do?|How can you help me?|What are you good at?|Help|What are your skills?}"),
            (
                "I can chat a little, copy facts into answers and JSON, call functions, and do small sums. I am a very small model, so please check"
                " what I say."
            ),
            "",
            "contains",
            "small model",
        )
    if form == 4:
        return ask(
            words.say("{How are you{ today|}?|How do you do?|How's it going?|How are things?}"),
            "I am fine, thank you! How can I help you?",
            "",
            "contains",
            "fine",
        )
    if form == 5:
        return ask(
            words.say("{How big are you?|How many parameters do you have?|Are you a large model?|Are you smart?}"),
            "I am very small: a few million parameters.",
            "",
            "contains",
            "few million",
        )
    return ask(words.say("{Are you castor-spark?|Is your name castor-spark?}"), "Yes, I am castor-spark.", "", "contains", "Yes")


@skill("greetings", 2.0, 0.8)
def greetings(words):
    form = words.randint(0, 9)
    if form <= 2:
        hello = words.say(
            "{Hello|Hi|Hey|Hello there|Hi there|Hello!|Hello there!|Hello there.|Hi!|hello|hi|Greetings|Hello world|hello there|Hello, Castor|Hello"
            " Castor!|Hey there!}"
        )
        return ask(hello, "Hello! How can I help you?", "The user greets me.", "contains", "Hello")
    if form == 3:
        part = words.choice(("morning", "evening", "afternoon", "night"))
        return ask(
            words.say("{Good|good} [p]{!|.|}", p=part),
            f"Good {part}! How can I help you?" if part != "night" else "Good night! Sleep well.",
            "",
            "contains",
            f"Good {part}",
        )
    if form == 4:
        return ask(
            words.say("{Thanks|Thank you|Thanks!|Thank you!|Thanks a lot.|Thank you very much.|Great, thanks!|thanks}"),
            "You're welcome!",
            "",
            "contains",
            "welcome",
        )
    if form == 5:
        return ask(words.say("{Bye|Goodbye|See you|Goodbye!|Bye!|See you later.}"), "Goodbye! Have a nice day.", "", "contains", "Goodbye")
    if form == 6:
        name = words.name()
        return ask(
            words.say("{Hello|Hi|Hey}, {I am|I'm|my name is|this is} [n]{.|!|}", n=name),
            f"Hello {name}! How can I help you?",
            f"The user's name is {name}.",
            "contains",
            f"Hello {name}",
        )
    if form == 7:
        return ask(words.say("{Say hi|Say hello|Say hi!|Say hello!|Say hi.}"), "Hello!", "", "contains", "Hello")
    if form == 8:
        name = words.name()
        return ask(words.say("{Say hello to|Greet|Say hi to|Welcome} [n]{.|!|}", n=name), f"Hello {name}!", "", "contains", name)
    return _said(words)


def _said(words):
    phrase = words.choice(
        (
            "have a wonderful day!",
            "good luck!",
            "well done!",
            "see you soon!",
            "welcome to " + words.city() + "!",
            "happy birthday, " + words.name() + "!",
        )
    )
    return ask(words.say("{Say cheerfully|Say|Say politely}: [p]", p=phrase), phrase[0].upper() + phrase[1:], expected=phrase[0].upper() + phrase[1:])


UNKNOWN = ["I don't know that. I am only a very small model.", "I don't know. I am a very small model and was not taught that."]


@skill("what it does not know", 2.0, 0.7)
def what_it_does_not_know(words):
    question = words.say(
        words.choice(
            (
                "Who won the {world cup|election|race|match|cup final|prize|euro} in [y]?",
                "What happened in [c] in [y]?",
                "Who wrote [t]?",
                "When was [n] born?",
                "What is the population of [c]?",
                "How old is [n]?",
                "Who is [n]?",
                "Where does [n] live?",
                "What is the [k] of [x]?",
                "How far is it from [c] to [d]?",
                "Who invented the [i]?",
                "What will the weather be tomorrow in [c]?",
                "What is the phone number of [n]?",
                "Tell me about [n].",
                "Tell me about the history of [c].",
                "What does [x] mean?",
                "What is [x]?",
                "How do I repair {a|my} [i]?",
                "What is today's news?",
                "How much does a [i] cost in [c]?",
                "Explain {quantum physics|general relativity|the theory of [x]|the tax law|inflation} to me.",
                "Who was the first president of [x]?",
                "Which team won yesterday?",
                "What is {the stock price|the share price} of [t]?",
                "What date is it today?",
                "What is the square root of [b]?",
                "What is [b] times [b]?",
                "Prove the [x] theorem.",
                "Write a {program|Python script|function} that {sorts a list|finds [i]|reads [x]}.",
            )
        ),
        y=words.randint(1900, 2030),
        c=words.city(),
        d=words.city(),
        n=words.full_name() if words.chance(0.7) else words.name(),
        t=words.word().capitalize(),
        x=words.word(),
        k=words.choice(("meaning", "origin", "weight", "formula", "value")),
        i=words.thing(),
        b=words.number(4),
    )
    return ask(question, UNKNOWN[0] if words.chance(0.7) else UNKNOWN[1], "I was not taught that, so I should say so.", "contains", "don't know")


@skill("statements", 0.8)
def statements(words):
    """What is no question, or no sense."""
    form = words.randint(0, 3)
    if form == 0:
        city = words.city()
        return ask(
            words.say("{What's|What is|How is} the weather {like |}in [c]{?| today?| now?}", c=city),
            "I can't look up the weather, because I have no tool for that.",
            f"I have no tool for the weather in {city}.",
        )
    if form == 1:
        return ask(
            " ".join(words.word() for _ in range(words.randint(1, 4))),
            "I am not sure what you mean. Can you say it in other words?",
            "These are no words that I know.",
        )
    name = words.name()
    return ask(
        words.say(
            (
                "{[n] went to [c].|[n] has a [t].|I saw [n] yesterday.|I bought a [t].|The [t] is broken.|I went to [c] today.|A cat sat.|The cat sat"
                " on the mat.|It is raining.|We have a new [t].}"
            ),
            n=name,
            c=words.city(),
            t=words.thing(),
        ),
        "I see. What would you like to know?",
    )
