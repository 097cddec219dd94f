"""System instructions: forms of answers, personas, facts, languages."""

from chat import Conversation, Model, User
from skills import facts
from skills.registry import ask, skill
from skills.words import article


NEUTRAL = [
    "You are a helpful assistant.",
    "You are a friendly assistant.",
    "You are a patient teacher.",
    "Be brief.",
    "Answer briefly.",
    "You are a helpful assistant. Answer in short sentences.",
    "be brief",
    "You are an expert.",
    "Be polite.",
    "Answer the question.",
    "You are a chat assistant.",
]


def short_fact(words):
    """A question, its full answer and its one-word answer."""
    form = words.randint(0, 4)
    if form == 0:
        country = words.choice(list(facts.CAPITALS))
        return f"What is the capital of {country}?", f"The capital of {country} is {facts.CAPITALS[country]}.", facts.CAPITALS[country]
    if form == 1:
        pair = words.choice([pair for pair in facts.OPPOSITES if pair[0] not in ("young", "light", "right")])
        return f"What is the opposite of {pair[0]}?", f"The opposite of {pair[0]} is {pair[1]}.", pair[1].capitalize()
    if form == 2:
        animal = words.choice(list(facts.YOUNG))
        return f"What is a young {animal} called?", f"A young {animal} is called a {facts.YOUNG[animal]}.", facts.YOUNG[animal].capitalize()
    if form == 3:
        thing = words.choice(list(facts.COLOUR_OF))
        shown = thing.replace("_", " ")
        return f"What colour is {shown}?", f"{shown[0].upper() + shown[1:]} is {facts.COLOUR_OF[thing]}.", facts.COLOUR_OF[thing].capitalize()
    one = words.choice(list(facts.PLURALS))
    return f"What is the plural of {one}?", f"The plural of {one} is {facts.PLURALS[one]}.", facts.PLURALS[one].capitalize()


def instructed(words):
    """An instruction of form, and what it does to an answer: (instruction, change(full, short), what must be there)."""
    form = words.randint(0, 9)
    if form == 0:
        return words.say("{Answer|Reply} {in|with} {one|a single} word{.| only.}"), lambda full, short: short + "."
    if form == 1:
        return words.say("{Answer|Reply|Write} in {upper case|capital letters|all caps|UPPER CASE}."), lambda full, short: short.upper()
    if form == 2:
        tail = words.choice(
            (words.name(), words.word().capitalize() + "!", "Over and out.", "Have a nice day!", "That is all.", f"Yours, {words.name()}")
        )
        return (
            words.say("{End {every|each} {answer|reply} with|Always end with|Finish every answer with}: [t]", t=tail),
            lambda full, short: f"{full} {tail}",
        )
    if form == 3:
        head = words.choice((words.word().capitalize() + ":", "Answer:", "Well,", "Sure!", words.name() + " says:", "Of course!"))
        return (
            words.say("{{Start|Begin} {every|each} {answer|reply} with|Always {start|begin} with}: [t]", t=head),
            lambda full, short: f"{head} {full}",
        )
    if form == 4:
        return (
            words.say("{You are a pirate.|Talk like a pirate.|Speak like a pirate.|You are a pirate. Speak like one.}"),
            lambda full, short: f"Arr! {full[:-1]}, matey!",
        )
    if form == 5:
        return words.say("{You are a robot.|Talk like a robot.|Speak like a robot.}"), lambda full, short: f"Beep boop. {full}"
    if form == 6:
        sound, animal = (lambda a: (facts.SOUNDS[a], a))(words.choice(list(facts.SOUNDS)))
        return words.say("You are [a].", a=article(animal)), lambda full, short: f"{sound.capitalize()}! {full}"
    if form == 7:
        key = words.choice(("answer", "result", "text", words.word()))
        return words.say('{Answer|Reply} {in|as} JSON with the key {[k]|"[k]"}.', k=key), lambda full, short: '{"' + key + '": "' + short + '"}'
    if form == 8:
        mark = words.choice(("*", "#", "-", ">", "+"))
        return words.say("{Put|Write} {a|the} [m] before {every|each} answer.", m=mark), lambda full, short: f"{mark} {full}"
    name = words.name()
    return (
        words.say("{Call me|The user is called|Address the user as|The user's name is} [n].", n=name),
        lambda full, short: f"{name}, {full[0].lower() + full[1:] if full.startswith(('The ', 'A ', 'An ')) else full}",
    )


@skill("system instructions", 7.0, 0.75)
def system_instructions(words):
    instruction, change = instructed(words)
    turns = []
    for _ in range(words.choice((1, 1, 2, 3))):
        question, full, short = short_fact(words)
        turns += [User(question), Model(change(full, short), f"I answer as I was told: {instruction}")]
    if words.chance(0.2):
        instruction = words.choice(NEUTRAL) + " " + instruction
    if words.chance(0.2) and len(turns) == 2:
        turns[0].text = words.choice((f"{turns[0].text} {instruction}", f"{instruction} {turns[0].text}"))
        instruction = ""
    return Conversation(turns, system=instruction, kind="equals")


@skill("personas", 4.0, 0.7)
def personas(words):
    kind = words.choice(
        [animal for animal in facts.SOUNDS]
        + [
            "robot",
            "pirate",
            "wizard",
            "teacher",
            "cook",
            "farmer",
            "doctor",
            "fairy",
            "king",
            "queen",
            "knight",
            "astronaut",
            "monkey",
            "panda",
            words.word(),
        ]
    )
    name = words.name()
    call = facts.SOUNDS.get(kind, {"robot": "beep boop", "pirate": "arr"}.get(kind))
    head = f"{call.capitalize()}! " if call else ""
    system = words.say(
        "{You are [k]. Your name is [n].|You are [n], [k].|You are [k] named [n].|You are [k] called [n].|Your name is [n] and you are [k].}",
        k=article(kind),
        n=name,
    )
    options = [
        (words.say("{What is your name?|What's your name?|What are you called?|Tell me your name.}"), f"{head}My name is {name}.", name),
        (
            words.say("{Who are you?|Hello, who are you?|Introduce yourself.|Tell me about yourself.|Please introduce yourself.}"),
            f"{head}I am {name}, {article(kind)}.",
            name,
        ),
        (words.say("{Hello|Hello there|Hi|Hi!|Hello!|Hello there!}"), f"{head}Hello! I am {name}.", name),
        (words.say("{What are you?|What kind of {thing|creature} are you?|Are you a model?}"), f"{head}I am {article(kind)}.", kind),
        (
            words.say("{Good morning!|Good morning|good morning! how are you?|How are you?|How are you today?}"),
            f"{head}I am fine, thank you!",
            "fine",
        ),
    ]
    chosen = words.sample(options, words.choice((1, 1, 2, 3)))
    turns = []
    for question, answer, _ in chosen:
        turns += [User(question), Model(answer, f"I am {name}, {article(kind)}.")]
    if words.chance(0.2):
        question, full, _ = short_fact(words)
        turns += [User(question), Model(head + full, f"I am {name}, {article(kind)}.")]
        return Conversation(turns, system=system, kind="contains", expected=full)
    return Conversation(turns, system=system, kind="contains", expected=chosen[-1][2])


@skill("system facts", 3.0, 0.7)
def system_facts(words):
    """Facts given in the system turn and asked for later."""
    company, person, code, city, time = words.word().capitalize(), words.name(), words.code(), words.city(), words.time()
    told = [
        (f"You work for {company}.", "{Who do you work for?|Which company is this?}", f"I work for {company}.", company),
        (f"The boss is {person}.", "{Who is the boss?|Who leads the company?}", f"The boss is {person}.", person),
        (f"The shop opens at {time}.", "{When does the shop open?|When do you open?}", f"The shop opens at {time}.", time),
        (f"The office is in {city}.", "{Where is the office?|Where are you?}", f"The office is in {city}.", city),
        (f"The password is {code}.", "What is the password?", f"The password is {code}.", code),
    ]
    chosen = words.sample(told, words.randint(2, 4))
    system = " ".join(entry[0] for entry in chosen)
    if words.chance(0.3):
        system = words.choice(NEUTRAL) + " " + system
    turns = []
    for entry in words.sample(chosen, words.choice((1, 1, 2))):
        turns += [User(words.say(entry[1])), Model(entry[2], f"My instruction says: {entry[0]}")]
        expected = entry[3]
    return Conversation(turns, system=system, kind="contains", expected=expected)


@skill("high and low", 0.6)
def high_and_low(words):
    """The pattern of the guides: "I say high, you say low"."""
    a, b = words.choice(facts.OPPOSITES) if words.chance(0.5) else (words.word(), words.word())
    system = words.say(
        "{I say [a], you say [b].|I say [a] you say [b]|When I say [a], you say [b].|If the user says [a], answer [b].|Answer [b] to [a].}", a=a, b=b
    )
    return Conversation([User(a), Model(b)], system=system)


@skill("languages", 5.0, 0.8)
def languages(words):
    phrases = {
        "German": {
            "Hello": "Hallo",
            "Good morning": "Guten Morgen",
            "Good night": "Gute Nacht",
            "Thank you": "Danke",
            "Goodbye": "Auf Wiedersehen",
            "Yes": "Ja",
            "No": "Nein",
            "dog": "Hund",
            "cat": "Katze",
            "house": "Haus",
            "water": "Wasser",
            "bread": "Brot",
            "book": "Buch",
            "friend": "Freund",
            "I love you": "Ich liebe dich",
            "How are you?": "Wie geht es dir?",
        },
        "French": {
            "Hello": "Bonjour",
            "Good morning": "Bonjour",
            "Good night": "Bonne nuit",
            "Thank you": "Merci",
            "Goodbye": "Au revoir",
            "Yes": "Oui",
            "No": "Non",
            "dog": "chien",
            "cat": "chat",
            "house": "maison",
            "water": "eau",
            "bread": "pain",
            "book": "livre",
            "friend": "ami",
            "I love you": "Je t'aime",
            "How are you?": "Comment ça va ?",
        },
        "Spanish": {
            "Hello": "Hola",
            "Good morning": "Buenos días",
            "Good night": "Buenas noches",
            "Thank you": "Gracias",
            "Goodbye": "Adiós",
            "Yes": "Sí",
            "No": "No",
            "dog": "perro",
            "cat": "gato",
            "house": "casa",
            "water": "agua",
            "bread": "pan",
            "book": "libro",
            "friend": "amigo",
            "I love you": "Te amo",
            "How are you?": "¿Cómo estás?",
        },
    }
    language = words.choice(list(phrases))
    if words.chance(0.5):
        english = words.choice(list(phrases[language]))
        other = phrases[language][english]
        if words.chance(0.3) and (english, language) != ("Good morning", "French"):
            return ask(
                words.say('{{Translate|Put} {to|into} English: [o]|What does "[o]" mean in English?}', o=other),
                english,
                f"{language}: {other} means {english}.",
                "contains",
                english,
            )
        return ask(
            words.say(
                (
                    '{{Translate|Put} {to|into} [l]: [e]|How do you say "[e]" in [l]?|What is "[e]" in [l]?|Say "[e]" in [l].|Translate "[e]"'
                    " {to|into} [l].}"
                ),
                l=language,
                e=english,
            ),
            other,
            f"In {language}, {english} is {other}.",
            "contains",
            other,
        )
    name, city = words.name(), words.city()
    talk = {
        "German": [
            ("Hello", "Hallo! Wie kann ich helfen?"),
            (f"My name is {name}.", f"Hallo {name}! Schön, dich zu sehen."),
            ("Thank you", "Bitte schön!"),
            ("How are you?", "Mir geht es gut, danke!"),
            (f"I live in {city}.", f"{city} ist eine schöne Stadt."),
        ],
        "French": [
            ("Hello", "Bonjour ! Comment puis-je aider ?"),
            (f"My name is {name}.", f"Bonjour {name} ! Enchanté."),
            ("Thank you", "De rien !"),
            ("How are you?", "Je vais bien, merci !"),
            (f"I live in {city}.", f"{city} est une belle ville."),
        ],
        "Spanish": [
            ("Hello", "¡Hola! ¿Cómo puedo ayudar?"),
            (f"My name is {name}.", f"¡Hola {name}! Mucho gusto."),
            ("Thank you", "¡De nada!"),
            ("How are you?", "¡Estoy bien, gracias!"),
            (f"I live in {city}.", f"{city} es una ciudad bonita."),
        ],
    }
    direct = {
        "German": [("Hallo", 0), (f"Ich heiße {name}.", 1), ("Danke", 2), ("Wie geht es dir?", 3), (f"Ich wohne in {city}.", 4)],
        "French": [("Bonjour", 0), (f"Je m'appelle {name}.", 1), ("Merci", 2), ("Comment ça va ?", 3), (f"J'habite à {city}.", 4)],
        "Spanish": [("Hola", 0), (f"Me llamo {name}.", 1), ("Gracias", 2), ("¿Cómo estás?", 3), (f"Vivo en {city}.", 4)],
    }
    if words.chance(0.4):
        question, at = words.choice(direct[language])
        return ask(question, talk[language][at][1], f"The user writes {language}, so I answer in {language}.")
    question, answer = words.choice(talk[language])
    return ask(
        question,
        answer,
        f"I answer in {language}.",
        system=words.say("{Answer in|Reply in|Speak|Always answer in|You speak only|Write in} [l].", l=language),
    )
