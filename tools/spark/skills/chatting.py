"""Talk: greetings, who it is, what it does not know, system instructions, and what was said turns before."""

from chat import Conversation, Model, User
from skills import facts
from skills.registry import ask, skill
from skills.words import ANIMALS, CITIES, COLOURS, FOODS, JOBS, TOPICS, article, joined

WHO = ["I am castor-spark, a tiny language model. I was trained from nothing for Castor, and I know only a little.",
       "I am castor-spark, a tiny model that comes with Castor. I know only a little, but I try to help."]


@skill("who it is", 2.0, 0.9)
def who_it_is(words):
    form = words.randint(0, 6)
    if form <= 2:
        return ask(words.say("{Who are you?|What are you?|What is your name?|Tell me about yourself.|Hello, please introduce yourself|Please introduce yourself.|Introduce yourself|What model are you?|Which model is this?"
                             "|Are you {Gemini|Gemma|ChatGPT|GPT-4|Claude|a human}?|Who made you?|who are you|What's your name?|Are you an AI?|Hi, who are you?|Can you introduce yourself?}"),
                   WHO[0] if words.chance(0.7) else WHO[1], "The user asks who I am.", "contains", "castor-spark")
    if form == 3:
        return ask(words.say("{What can you do?|How can you help me?|What are you good at?|Help|What are your skills?}"),
                   "I can chat a little, copy facts into answers and JSON, call functions, and do small sums. I am a very small model, so please check what I say.", "", "contains", "small model")
    if form == 4:
        return ask(words.say("{How are you{ today|}?|How do you do?|How's it going?|How are things?}"), "I am fine, thank you! How can I help you?", "", "contains", "fine")
    if form == 5:
        return ask(words.say("{How big are you?|How many parameters do you have?|Are you a large model?|Are you smart?}"), "I am very small: a few million parameters.", "", "contains", "few million")
    return ask(words.say("{Are you castor-spark?|Is your name castor-spark?}"), "Yes, I am castor-spark.", "", "contains", "Yes")


@skill("greetings", 2.0, 0.8)
def greetings(words):
    form = words.randint(0, 9)
    if form <= 2:
        hello = words.say("{Hello|Hi|Hey|Hello there|Hi there|Hello!|Hello there!|Hello there.|Hi!|hello|hi|Greetings|Hello world|hello there|Hello, Castor|Hello Castor!|Hey there!}")
        return ask(hello, "Hello! How can I help you?", "The user greets me.", "contains", "Hello")
    if form == 3:
        part = words.choice(("morning", "evening", "afternoon", "night"))
        return ask(words.say("{Good|good} [p]{!|.|}", p=part), f"Good {part}! How can I help you?" if part != "night" else "Good night! Sleep well.", "", "contains", f"Good {part}")
    if form == 4:
        return ask(words.say("{Thanks|Thank you|Thanks!|Thank you!|Thanks a lot.|Thank you very much.|Great, thanks!|thanks}"), "You're welcome!", "", "contains", "welcome")
    if form == 5:
        return ask(words.say("{Bye|Goodbye|See you|Goodbye!|Bye!|See you later.}"), "Goodbye! Have a nice day.", "", "contains", "Goodbye")
    if form == 6:
        name = words.name()
        return ask(words.say("{Hello|Hi|Hey}, {I am|I'm|my name is|this is} [n]{.|!|}", n=name), f"Hello {name}! How can I help you?", f"The user's name is {name}.", "contains", f"Hello {name}")
    if form == 7:
        return ask(words.say("{Say hi|Say hello|Say hi!|Say hello!|Say hi.}"), "Hello!", "", "contains", "Hello")
    if form == 8:
        name = words.name()
        return ask(words.say("{Say hello to|Greet|Say hi to|Welcome} [n]{.|!|}", n=name), f"Hello {name}!", "", "contains", name)
    return _said(words)


def _said(words):
    phrase = words.choice(("have a wonderful day!", "good luck!", "well done!", "see you soon!", "welcome to " + words.city() + "!", "happy birthday, " + words.name() + "!"))
    return ask(words.say("{Say cheerfully|Say|Say politely}: [p]", p=phrase), phrase[0].upper() + phrase[1:], expected=phrase[0].upper() + phrase[1:])


UNKNOWN = ["I don't know that. I am only a very small model.", "I don't know. I am a very small model and was not taught that."]


@skill("what it does not know", 2.0, 0.7)
def what_it_does_not_know(words):
    question = words.say(words.choice((
        "Who won the {world cup|election|race|match|cup final|prize|euro} in [y]?", "What happened in [c] in [y]?", "Who wrote [t]?", "When was [n] born?", "What is the population of [c]?",
        "How old is [n]?", "Who is [n]?", "Where does [n] live?", "What is the [k] of [x]?", "How far is it from [c] to [d]?", "Who invented the [i]?", "What will the weather be tomorrow in [c]?",
        "What is the phone number of [n]?", "Tell me about [n].", "Tell me about the history of [c].", "What does [x] mean?", "What is [x]?", "How do I repair {a|my} [i]?", "What is today's news?",
        "How much does a [i] cost in [c]?", "Explain {quantum physics|general relativity|the theory of [x]|the tax law|inflation} to me.", "Who was the first president of [x]?", "Which team won yesterday?",
        "What is {the stock price|the share price} of [t]?", "What date is it today?", "What is the square root of [b]?", "What is [b] times [b]?", "Prove the [x] theorem.", "Write a {program|Python script|function} that {sorts a list|finds [i]|reads [x]}.")),
        y=words.randint(1900, 2030), c=words.city(), d=words.city(), n=words.full_name() if words.chance(0.7) else words.name(), t=words.word().capitalize(), x=words.word(), k=words.choice(("meaning", "origin", "weight", "formula", "value")),
        i=words.thing(), b=words.number(4))
    return ask(question, UNKNOWN[0] if words.chance(0.7) else UNKNOWN[1], "I was not taught that, so I should say so.", "contains", "don't know")


@skill("statements", 0.8)
def statements(words):
    """What is no question, or no sense."""
    form = words.randint(0, 3)
    if form == 0:
        city = words.city()
        return ask(words.say("{What's|What is|How is} the weather {like |}in [c]{?| today?| now?}", c=city), "I can't look up the weather, because I have no tool for that.", f"I have no tool for the weather in {city}.")
    if form == 1:
        return ask(" ".join(words.word() for _ in range(words.randint(1, 4))), "I am not sure what you mean. Can you say it in other words?", "These are no words that I know.")
    name = words.name()
    return ask(words.say("{[n] went to [c].|[n] has a [t].|I saw [n] yesterday.|I bought a [t].|The [t] is broken.|I went to [c] today.|A cat sat.|The cat sat on the mat.|It is raining.|We have a new [t].}", n=name, c=words.city(), t=words.thing()),
               "I see. What would you like to know?")


def attributes(words):
    """Something a user says about himself, how it is asked back, the answer, and the value."""
    a = words.choice(("name", "colour", "city", "pet", "age", "job", "food", "code", "friend", "birthday", "number", "book"))
    if a == "name":
        v = words.name()
        return words.say("{My name is|I am|I'm|Call me|Hi, I'm} [v].", v=v), words.say("{What is my name?|What's my name?|Do you remember my name?|Who am I?}"), f"Your name is {v}.", v, f"Nice to meet you, {v}!"
    if a == "colour":
        v = words.choice(COLOURS) if words.chance(0.6) else words.word()
        return words.say("My favourite colour is [v].", v=v).replace("favourite colour", words.choice(("favourite colour", "favorite color"))), words.say("{What is|What's} my {favourite colour|favorite color}?"), f"Your favourite colour is {v}.", v, f"{v.capitalize()} is a nice colour."
    if a == "city":
        v = words.city()
        return words.say("{I live in|I am from|I come from|My city is} [v].", v=v), words.say("{Where do I live?|Which city do I live in?|What is my city?|Where am I from?}"), f"You live in {v}.", v, f"{v} sounds like a nice place."
    if a == "pet":
        v, animal = words.name(), words.choice(("dog", "cat", "horse", "bird", "fish", "rabbit"))
        return words.say("{My [a] is called|My [a]'s name is|I have a [a] named|I have a [a] called} [v].", a=animal, v=v), words.say("{What is my [a] called?|What is my [a]'s name?|What's the name of my [a]?}", a=animal), f"Your {animal} is called {v}.", v, f"{v} is a nice name for {article(animal)}."
    if a == "age":
        v = words.randint(5, 99)
        return words.say("{I am [v] years old|I'm [v] years old|My age is [v]|I turned [v]}.", v=v), words.say("{How old am I?|What is my age?}"), f"You are {v} years old.", str(v), "Good to know."
    if a == "job":
        v = words.choice(JOBS) if words.chance(0.7) else words.word()
        return words.say("{I work as|I am|My job is} [v].", v=article(v)), words.say("{What is my job?|What do I do?|What do I work as?}"), f"You are {article(v)}.", v, "That is a good job."
    if a == "food":
        v = words.choice(FOODS)
        return words.say("{My favourite food is|I like to eat|I love} [v].", v=v), words.say("{What is my favourite food?|What do I like to eat?}"), f"You like {v}.", v, f"I hear that {v} can be very good."
    if a == "code":
        v = words.code()
        return words.say("{The secret code is|My password is|The code is|Remember the code} [v].", v=v), words.say("{What is the {secret |}code?|What was the code?|Which code did I tell you?}"), f"The code is {v}.", v, "I will remember it."
    if a == "friend":
        v = words.name()
        return words.say("{My best friend is|My friend is called|My sister is|My brother is called} [v].", v=v).replace("sister", "friend").replace("brother", "friend"), words.say("{Who is my {best |}friend?|What is my friend's name?}"), f"Your friend is {v}.", v, f"{v} sounds nice."
    if a == "birthday":
        v = words.date()
        return words.say("My birthday is {on |}[v].", v=v), words.say("{When is my birthday?|What is my birthday?}"), f"Your birthday is {v}.", v, "I will think of it."
    if a == "number":
        v = words.number()
        return words.say("{My lucky number is|Remember the number|My number is} [v].", v=v), words.say("{What is my {lucky |}number?|Which number did I say?}"), f"Your number is {v}.", str(v), "I will remember it."
    v = words.phrase()
    return words.say("{I am reading a book called|The title of my book is} [v].", v=v), words.say("{What is the title of my book?|What book am I reading?|What is my book called?}"), f"Your book is called {v}.", v, "That sounds interesting."


def small_talk(words):
    other = words.choice((facts.capitals, facts.opposites, facts.animals, greetings, facts.arithmetic, facts.word_forms, who_it_is))(words)
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
    if words.chance(0.5) and _subject(other) != _subject(entry):
        turns = [User(other[0]), Model(other[4])]
    return Conversation(turns + [User(entry[1]), Model("You have not told me yet.", "I look back, but that was not said.")], kind="contains", expected="not told")


def _subject(entry):
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
        return Conversation([User(first), Model("Good to know."), User(second), Model(f"{n} x 4 = {4 * n}. There are {4 * n} wheels.", f"Each car has 4 wheels. {n} x 4 = {4 * n}.")], kind="contains", expected=f" {4 * n} wheels")
    first = words.say("{I have|There are|I've got} [n] [a] in [p].", n=n, a=many, p=place_said).replace("There are 1", "There is 1")
    second = words.say("How many [l] are {there |}in [p]?", l=limb, p=place_said)
    total = n * legs
    reply = words.say("That is nice! [n] [a] must be fun.", n=n, a=many)
    return Conversation([User(first), Model(reply), User(second), Model(f"{n} x {legs} = {total}. There are {total} {limb} in your {place}.", f"{article(animal).capitalize()} has {legs} {limb}. {n} x {legs} = {total}.")],
                        kind="contains", expected=f"There are {total} {limb}")


@skill("variables", 4.0, 0.6)
def variables(words):
    a, b = words.sample("abcxyznmkpq", 2)
    x, y = words.randint(0, 30), words.randint(0, 30)
    turns = [User(f"{a}={x}" if words.chance(0.6) else f"Let {a} = {x}."), Model(f"OK, {a} = {x}.")]
    if words.chance(0.6):
        turns += [User(f"{b}={y}" if words.chance(0.6) else f"Let {b} = {y}."), Model(f"OK, {b} = {y}.")]
        form = words.randint(0, 2)
        if form == 0:
            return Conversation(turns + [User(words.say("{what is the value of|What is} [a]?", a=a)), Model(f"{a} = {x}")], kind="contains", expected=f"= {x}")
        question, answer = words.say("{what is the value of|What is|Calculate} [a]+[b]?", a=a, b=b), f"{a} + {b} = {x} + {y} = {x + y}"
        return Conversation(turns + [User(question), Model(answer, f"{a} is {x} and {b} is {y}.")], kind="contains", expected=f"= {x + y}")
    question, answer = words.say("{what is the value of|What is|Calculate} [a]+[b]?", a=a, b=y), f"{a} + {y} = {x} + {y} = {x + y}"
    return Conversation(turns + [User(question), Model(answer, f"{a} is {x}.")], kind="contains", expected=f"= {x + y}")


NEUTRAL = ["You are a helpful assistant.", "You are a friendly assistant.", "You are a patient teacher.", "Be brief.", "Answer briefly.", "You are a helpful assistant. Answer in short sentences.", "be brief", "You are an expert.",
           "Be polite.", "Answer the question.", "You are a chat assistant."]


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
        tail = words.choice((words.name(), words.word().capitalize() + "!", "Over and out.", "Have a nice day!", "That is all.", f"Yours, {words.name()}"))
        return words.say("{End {every|each} {answer|reply} with|Always end with|Finish every answer with}: [t]", t=tail), lambda full, short: f"{full} {tail}"
    if form == 3:
        head = words.choice((words.word().capitalize() + ":", "Answer:", "Well,", "Sure!", words.name() + " says:", "Of course!"))
        return words.say("{{Start|Begin} {every|each} {answer|reply} with|Always {start|begin} with}: [t]", t=head), lambda full, short: f"{head} {full}"
    if form == 4:
        return words.say("{You are a pirate.|Talk like a pirate.|Speak like a pirate.|You are a pirate. Speak like one.}"), lambda full, short: f"Arr! {full[:-1]}, matey!"
    if form == 5:
        return words.say("{You are a robot.|Talk like a robot.|Speak like a robot.}"), lambda full, short: f"Beep boop. {full}"
    if form == 6:
        sound, animal = (lambda a: (facts.SOUNDS[a], a))(words.choice(list(facts.SOUNDS)))
        return words.say("You are [a].", a=article(animal)), lambda full, short: f"{sound.capitalize()}! {full}"
    if form == 7:
        key = words.choice(("answer", "result", "text", words.word()))
        return words.say("{Answer|Reply} {in|as} JSON with the key {[k]|\"[k]\"}.", k=key), lambda full, short: '{"' + key + '": "' + short + '"}'
    if form == 8:
        mark = words.choice(("*", "#", "-", ">", "+"))
        return words.say("{Put|Write} {a|the} [m] before {every|each} answer.", m=mark), lambda full, short: f"{mark} {full}"
    name = words.name()
    return words.say("{Call me|The user is called|Address the user as|The user's name is} [n].", n=name), lambda full, short: f"{name}, {full[0].lower() + full[1:] if full.startswith(('The ', 'A ', 'An ')) else full}"


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
    kind = words.choice([animal for animal in facts.SOUNDS] + ["robot", "pirate", "wizard", "teacher", "cook", "farmer", "doctor", "fairy", "king", "queen", "knight", "astronaut", "monkey", "panda", words.word()])
    name = words.name()
    call = facts.SOUNDS.get(kind, {"robot": "beep boop", "pirate": "arr"}.get(kind))
    head = f"{call.capitalize()}! " if call else ""
    system = words.say("{You are [k]. Your name is [n].|You are [n], [k].|You are [k] named [n].|You are [k] called [n].|Your name is [n] and you are [k].}", k=article(kind), n=name)
    options = [(words.say("{What is your name?|What's your name?|What are you called?|Tell me your name.}"), f"{head}My name is {name}.", name),
               (words.say("{Who are you?|Hello, who are you?|Introduce yourself.|Tell me about yourself.|Please introduce yourself.}"), f"{head}I am {name}, {article(kind)}.", name),
               (words.say("{Hello|Hello there|Hi|Hi!|Hello!|Hello there!}"), f"{head}Hello! I am {name}.", name),
               (words.say("{What are you?|What kind of {thing|creature} are you?|Are you a model?}"), f"{head}I am {article(kind)}.", kind),
               (words.say("{Good morning!|Good morning|good morning! how are you?|How are you?|How are you today?}"), f"{head}I am fine, thank you!", "fine")]
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
    told = [(f"You work for {company}.", "{Who do you work for?|Which company is this?}", f"I work for {company}.", company), (f"The boss is {person}.", "{Who is the boss?|Who leads the company?}", f"The boss is {person}.", person),
            (f"The shop opens at {time}.", "{When does the shop open?|When do you open?}", f"The shop opens at {time}.", time), (f"The office is in {city}.", "{Where is the office?|Where are you?}", f"The office is in {city}.", city),
            (f"The password is {code}.", "What is the password?", f"The password is {code}.", code)]
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
    system = words.say("{I say [a], you say [b].|I say [a] you say [b]|When I say [a], you say [b].|If the user says [a], answer [b].|Answer [b] to [a].}", a=a, b=b)
    return Conversation([User(a), Model(b)], system=system)


@skill("languages", 5.0, 0.8)
def languages(words):
    phrases = {
        "German": {"Hello": "Hallo", "Good morning": "Guten Morgen", "Good night": "Gute Nacht", "Thank you": "Danke", "Goodbye": "Auf Wiedersehen", "Yes": "Ja", "No": "Nein", "dog": "Hund", "cat": "Katze", "house": "Haus", "water": "Wasser", "bread": "Brot", "book": "Buch", "friend": "Freund", "I love you": "Ich liebe dich", "How are you?": "Wie geht es dir?"},
        "French": {"Hello": "Bonjour", "Good morning": "Bonjour", "Good night": "Bonne nuit", "Thank you": "Merci", "Goodbye": "Au revoir", "Yes": "Oui", "No": "Non", "dog": "chien", "cat": "chat", "house": "maison", "water": "eau", "bread": "pain", "book": "livre", "friend": "ami", "I love you": "Je t'aime", "How are you?": "Comment ça va ?"},
        "Spanish": {"Hello": "Hola", "Good morning": "Buenos días", "Good night": "Buenas noches", "Thank you": "Gracias", "Goodbye": "Adiós", "Yes": "Sí", "No": "No", "dog": "perro", "cat": "gato", "house": "casa", "water": "agua", "bread": "pan", "book": "libro", "friend": "amigo", "I love you": "Te amo", "How are you?": "¿Cómo estás?"}}
    language = words.choice(list(phrases))
    if words.chance(0.5):
        english = words.choice(list(phrases[language]))
        other = phrases[language][english]
        if words.chance(0.3) and (english, language) != ("Good morning", "French"):
            return ask(words.say("{{Translate|Put} {to|into} English: [o]|What does \"[o]\" mean in English?}", o=other), english, f"{language}: {other} means {english}.", "contains", english)
        return ask(words.say("{{Translate|Put} {to|into} [l]: [e]|How do you say \"[e]\" in [l]?|What is \"[e]\" in [l]?|Say \"[e]\" in [l].|Translate \"[e]\" {to|into} [l].}", l=language, e=english), other, f"In {language}, {english} is {other}.", "contains", other)
    name, city = words.name(), words.city()
    talk = {"German": [("Hello", "Hallo! Wie kann ich helfen?"), (f"My name is {name}.", f"Hallo {name}! Schön, dich zu sehen."), ("Thank you", "Bitte schön!"), ("How are you?", "Mir geht es gut, danke!"), (f"I live in {city}.", f"{city} ist eine schöne Stadt.")],
            "French": [("Hello", "Bonjour ! Comment puis-je aider ?"), (f"My name is {name}.", f"Bonjour {name} ! Enchanté."), ("Thank you", "De rien !"), ("How are you?", "Je vais bien, merci !"), (f"I live in {city}.", f"{city} est une belle ville.")],
            "Spanish": [("Hello", "¡Hola! ¿Cómo puedo ayudar?"), (f"My name is {name}.", f"¡Hola {name}! Mucho gusto."), ("Thank you", "¡De nada!"), ("How are you?", "¡Estoy bien, gracias!"), (f"I live in {city}.", f"{city} es una ciudad bonita.")]}
    direct = {"German": [("Hallo", 0), (f"Ich heiße {name}.", 1), ("Danke", 2), ("Wie geht es dir?", 3), (f"Ich wohne in {city}.", 4)], "French": [("Bonjour", 0), (f"Je m'appelle {name}.", 1), ("Merci", 2), ("Comment ça va ?", 3), (f"J'habite à {city}.", 4)],
              "Spanish": [("Hola", 0), (f"Me llamo {name}.", 1), ("Gracias", 2), ("¿Cómo estás?", 3), (f"Vivo en {city}.", 4)]}
    if words.chance(0.4):
        question, at = words.choice(direct[language])
        return ask(question, talk[language][at][1], f"The user writes {language}, so I answer in {language}.")
    question, answer = words.choice(talk[language])
    return ask(question, answer, f"I answer in {language}.", system=words.say("{Answer in|Reply in|Speak|Always answer in|You speak only|Write in} [l].", l=language))
