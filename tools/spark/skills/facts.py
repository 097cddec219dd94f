"""Small closed knowledge: capitals, opposites, plurals, animals, colours, the calendar, and arithmetic with small numbers."""

from skills.registry import ask, skill
from skills.words import ANIMALS, DAYS, MONTHS, article

CAPITALS = dict(
    pair.split(":")
    for pair in """France:Paris Germany:Berlin Spain:Madrid Italy:Rome Portugal:Lisbon Austria:Vienna Switzerland:Bern
Belgium:Brussels Netherlands:Amsterdam Denmark:Copenhagen Sweden:Stockholm Norway:Oslo Finland:Helsinki Iceland:Reykjavik Ireland:Dublin Poland:Warsaw
Hungary:Budapest Romania:Bucharest Bulgaria:Sofia Greece:Athens Turkey:Ankara Ukraine:Kyiv Russia:Moscow Estonia:Tallinn Latvia:Riga Lithuania:Vilnius
Croatia:Zagreb Serbia:Belgrade Egypt:Cairo Morocco:Rabat Kenya:Nairobi Ghana:Accra Senegal:Dakar Japan:Tokyo China:Beijing India:Delhi Thailand:Bangkok
Vietnam:Hanoi Indonesia:Jakarta Canada:Ottawa Mexico:Mexico_City Cuba:Havana Brazil:Brasilia Argentina:Buenos_Aires Chile:Santiago Peru:Lima
Colombia:Bogota Australia:Canberra England:London Scotland:Edinburgh""".replace(
        "\n", " "
    ).split()
)
CAPITALS = {country: city.replace("_", " ") for country, city in CAPITALS.items()} | {
    "the United Kingdom": "London",
    "the United States": "Washington",
    "South Korea": "Seoul",
    "Czechia": "Prague",
    "New Zealand": "Wellington",
}
OPPOSITES = [
    pair.split("/")
    for pair in """hot/cold big/small tall/short long/short fast/slow old/new young/old good/bad happy/sad light/dark up/down
left/right in/out open/closed full/empty wet/dry hard/soft heavy/light rich/poor strong/weak early/late high/low day/night black/white yes/no true/false
clean/dirty loud/quiet near/far first/last hot/cold hot/cold thick/thin wide/narrow deep/shallow easy/difficult cheap/expensive sweet/sour sharp/blunt
begin/end start/stop buy/sell win/lose give/take push/pull love/hate laugh/cry come/go always/never more/less before/after above/below inside/outside
north/south east/west summer/winter safe/dangerous brave/afraid kind/cruel smooth/rough awake/asleep alive/dead right/wrong same/different
front/back top/bottom male/female king/queen friend/enemy question/answer war/peace""".split()
]
SOUNDS = dict(
    pair.split(":")
    for pair in "dog:woof cat:meow cow:moo sheep:baa pig:oink duck:quack horse:neigh lion:roar bee:buzz snake:hiss frog:croak hen:cluck owl:hoot mouse:squeak wolf:howl bird:tweet donkey:hee-haw goose:honk goat:maa crow:caw".split()
)
LEGS = {
    "dog": 4,
    "cat": 4,
    "cow": 4,
    "horse": 4,
    "sheep": 4,
    "pig": 4,
    "lion": 4,
    "frog": 4,
    "mouse": 4,
    "bird": 2,
    "duck": 2,
    "hen": 2,
    "owl": 2,
    "penguin": 2,
    "swan": 2,
    "ant": 6,
    "bee": 6,
    "butterfly": 6,
    "spider": 8,
    "snake": 0,
    "fish": 0,
    "snail": 0,
}
YOUNG = dict(
    pair.split(":")
    for pair in "dog:puppy cat:kitten cow:calf sheep:lamb horse:foal pig:piglet duck:duckling goose:gosling hen:chick lion:cub bear:cub goat:kid frog:tadpole deer:fawn kangaroo:joey swan:cygnet".split()
)
COLOUR_OF = dict(
    pair.split(":")
    for pair in """the_sky:blue grass:green snow:white blood:red the_sun:yellow milk:white coal:black a_banana:yellow a_tomato:red
a_carrot:orange a_lemon:yellow chocolate:brown a_strawberry:red a_leaf:green an_orange:orange the_sea:blue a_cloud:white the_night:black a_frog:green
a_polar_bear:white a_raven:black gold:yellow a_plum:purple a_flamingo:pink""".split()
)
PLURALS = dict(
    pair.split(":")
    for pair in """mouse:mice child:children man:men woman:women foot:feet tooth:teeth goose:geese person:people sheep:sheep fish:fish
leaf:leaves knife:knives life:lives wife:wives wolf:wolves box:boxes bus:buses city:cities baby:babies story:stories tomato:tomatoes potato:potatoes hero:heroes
country:countries cat:cats dog:dogs book:books house:houses car:cars tree:trees star:stars day:days key:keys apple:apples table:tables bird:birds""".split()
)
PAST = dict(
    pair.split(":")
    for pair in """go:went see:saw eat:ate run:ran write:wrote sing:sang swim:swam drink:drank give:gave take:took come:came make:made
buy:bought think:thought find:found know:knew speak:spoke break:broke fly:flew sleep:slept walk:walked play:played look:looked ask:asked work:worked call:called""".split()
)
NUMBER_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty""".split()
GROUPS = {
    "fruit": "apple banana pear plum cherry grape lemon orange peach mango".split(),
    "colour": "red blue green yellow black white orange purple pink brown".split(),
    "animal": ANIMALS,
    "vehicle": "car bus train bicycle boat ship tram truck plane".split(),
    "vegetable": "carrot onion potato cabbage spinach bean pea leek".split(),
    "instrument": "piano guitar violin flute drum trumpet harp cello".split(),
    "tool": "hammer saw screwdriver drill wrench pliers".split(),
    "country": "France Germany Spain Italy Japan Brazil Canada Egypt India Kenya".split(),
    "planet": "Mercury Venus Earth Mars Jupiter Saturn Uranus Neptune".split(),
    "season": "spring summer autumn winter".split(),
    "shape": "circle square triangle rectangle".split(),
    "primary colour": "red yellow blue".split(),
    "city": "London Paris Rome Berlin Tokyo Madrid Vienna Oslo".split(),
}


def plural(noun):
    if noun in PLURALS:
        return PLURALS[noun]
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@skill("capitals", 4.0, 0.9)
def capitals(words):
    country = words.choice(list(CAPITALS))
    city = CAPITALS[country]
    if words.chance(0.12):
        return ask(
            words.say(
                "{[city] is the capital of which country?|Which country has the capital [city]?|Of which country is [city] the capital?}", city=city
            ),
            words.say("[city] is the capital of [country].", city=city, country=country),
            f"I look for the country whose capital is {city}: {country}.",
            "contains",
            country,
        )
    question = words.say("{What is|What's|Tell me|Name|Do you know|Please tell me} the capital {city |}of [country]{?|}", country=country)
    if words.chance(0.15):
        question = words.say(
            "{The capital of [country] is|[country]'s capital is|Capital of [country]|What city is the capital of [country]?|[country] capital?}",
            country=country,
        )
    return ask(question, f"The capital of {country} is {city}.", f"The user asks for the capital of {country}. It is {city}.", "contains", city)


@skill("opposites", 4.0, 0.9)
def opposites(words):
    pair = list(words.choice(OPPOSITES))
    if words.chance(0.5) and pair[0] not in ("tall", "young", "heavy"):
        pair.reverse()
        if pair[0] in ("short", "old", "light", "right"):
            pair = ["hot", "cold"]
    question = words.say(
        (
            "{The opposite of [a] is|What is the opposite of [a]?|What's the opposite of [a]?|Tell me the opposite of [a].|Give me the opposite of"
            ' [a]|opposite of [a]|Complete the sentence: The opposite of [a] is|What is the contrary of "[a]"?|What is the opposite of the word [a]?}'
        ),
        a=pair[0],
    )
    return ask(
        question,
        f"The opposite of {pair[0]} is {pair[1]}.",
        f"I need the word that means the contrary of {pair[0]}. That is {pair[1]}.",
        "contains",
        pair[1],
    )


@skill("animals", 3.0, 0.9)
def animals(words):
    form = words.randint(0, 3)
    if form == 0:
        animal = words.choice(list(SOUNDS))
        return ask(
            words.say("{What {sound|noise} does [a] make?|What does [a] say?|How does [a] sound?}", a=article(animal)),
            f"{article(animal).capitalize()} says {SOUNDS[animal]}.",
            f"The sound of {article(animal)} is {SOUNDS[animal]}.",
            "contains",
            SOUNDS[animal],
        )
    if form == 1:
        animal = words.choice(list(LEGS))
        return ask(
            words.say("How many legs does [a] have?", a=article(animal)),
            f"{article(animal).capitalize()} has {LEGS[animal]} legs.",
            f"{article(animal).capitalize()} has {LEGS[animal]} legs.",
            "contains",
            str(LEGS[animal]),
        )
    if form == 2:
        animal = words.choice(list(YOUNG))
        return ask(
            words.say("{What is a {young|baby} [a] called?|What do you call a {young|baby} [a]?|What is the name for a baby [a]?}", a=animal),
            f"A young {animal} is called a {YOUNG[animal]}.",
            f"The young of {article(animal)} is the {YOUNG[animal]}.",
            "contains",
            YOUNG[animal],
        )
    thing = words.choice(list(COLOUR_OF))
    shown = thing.replace("_", " ")
    return ask(
        words.say("{What colour is [a]?|What color is [a]?|Which colour does [a] have?}", a=shown),
        f"{shown[0].upper() + shown[1:]} is {COLOUR_OF[thing]}.",
        f"The usual colour of {shown} is {COLOUR_OF[thing]}.",
        "contains",
        COLOUR_OF[thing],
    )


@skill("word forms", 3.0, 0.9)
def word_forms(words):
    if words.chance(0.5):
        one = words.choice(list(PLURALS))
        return ask(
            words.say("{What is|What's|Tell me|Give me} the plural of {the word |}[a]{?|}", a=one),
            f"The plural of {one} is {PLURALS[one]}.",
            f"One {one}, two {PLURALS[one]}.",
            "contains",
            PLURALS[one],
        )
    now = words.choice(list(PAST))
    return ask(
        words.say("{What is|What's|Tell me|Give me} the past tense of {the verb |}[a]{?|}", a=now),
        f"The past tense of {now} is {PAST[now]}.",
        f"Today I {now}, yesterday I {PAST[now]}.",
        "contains",
        PAST[now],
    )


@skill("calendar", 3.0, 0.9)
def calendar(words):
    items, noun = words.choice(((DAYS, "day"), (MONTHS, "month")))
    at = words.randint(0, len(items) - 1)
    if words.chance(0.15):
        return ask(
            words.say(
                "{What are|List|Name|Tell me} the [n] of the [g].", n="days" if items is DAYS else "months", g="week" if items is DAYS else "year"
            ),
            "The " + ("days of the week" if items is DAYS else "months of the year") + " are " + ", ".join(items[:-1]) + " and " + items[-1] + ".",
        )
    if words.chance(0.5):
        other = items[(at + 1) % len(items)]
        question, answer = words.say("{What|Which} [n] comes after [a]?", n=noun, a=items[at]), f"The {noun} after {items[at]} is {other}."
    else:
        other = items[at - 1]
        question, answer = words.say("{What|Which} [n] comes before [a]?", n=noun, a=items[at]), f"The {noun} before {items[at]} is {other}."
    return ask(question, answer, f"I go through the {noun}s: {items[at - 1]}, {items[at]}, {items[(at + 1) % len(items)]}.", "contains", other)


@skill("groups", 3.0, 0.7)
def groups(words):
    group = words.choice(list(GROUPS))
    members = GROUPS[group]
    if words.chance(0.5):
        count = words.randint(2, min(5, len(members)))
        listed = members[:count]
        return ask(
            words.say("{Name|List|Give me|Tell me} {[n]|[w]} [g].", n=count, w=NUMBER_WORDS[count], g=plural(group)),
            ", ".join(listed),
            f"I need {count} {plural(group)}.",
            "contains",
            ", ".join(listed),
        )
    member = words.choice(members)
    return (
        ask(
            words.say("{What kind of thing is [a]?|What is [a]?|What sort of thing is [a]?|Which category does [a] belong to?}", a=member),
            f"{member[0].upper() + member[1:]} is {article(group)}.",
            f"{member} belongs to the group: {group}.",
            "contains",
            group,
        )
        if group != "city" and group != "primary colour"
        else capitals(words)
    )


@skill("arithmetic", 14.0, 0.8)
def arithmetic(words):
    form = words.randint(0, 9)
    a, b = words.randint(0, 20), words.randint(0, 20)
    if words.chance(0.5):
        a, b = words.randint(0, 60), words.randint(0, 40)
    if form < 5:
        sign, verb, result = "+", "plus", a + b
    elif form < 8:
        a, b = max(a, b), min(a, b)
        sign, verb, result = "-", "minus", a - b
    elif form == 8:
        a, b = words.randint(0, 10), words.randint(0, 10)
        sign, verb, result = words.choice(("*", "x")), "times", a * b
    else:
        b, result = words.randint(1, 10), words.randint(0, 10)
        a, sign, verb = b * result, "/", "divided by"
    question = words.say(
        (
            "{What is [a] [s] [b]?|[a] [s] [b]|[a] [s] [b] =|What's [a] [v] [b]?|Calculate [a] [s] [b].|How much is [a] [v] [b]?|Compute [a] [s]"
            " [b]|what is the result of [a][s][b]?|What is [a] [v] [b]?|Please work out [a] [s] [b].}"
        ),
        a=a,
        b=b,
        s=sign,
        v=verb,
    )
    return ask(question, f"{a} {sign} {b} = {result}", f"I work it out: {a} {sign} {b} = {result}.", "contains", f"= {result}")


@skill("comparison", 2.5, 0.6)
def comparison(words):
    numbers = words.sample(range(0, 100), words.randint(2, 3))
    big = words.chance(0.5)
    wanted = max(numbers) if big else min(numbers)
    kind = ("larger" if big else "smaller") if len(numbers) == 2 else ("largest" if big else "smallest")
    shown = " or ".join(map(str, numbers)) if len(numbers) == 2 else ", ".join(map(str, numbers[:-1])) + f" or {numbers[-1]}"
    return ask(
        words.say("{Which {number |}is [k]: [s]?|Which {number |}is [k], [s]?|What is the [k] number: [s]?}", k=kind, s=shown),
        f"The {kind} number is {wanted}.",
        f"I compare {shown}. The {kind} is {wanted}.",
        "contains",
        str(wanted),
    )


@skill("number words", 2.5, 0.9)
def number_words(words):
    n = words.randint(0, 20)
    if words.chance(0.5):
        return ask(
            words.say("{Write [n] as a word.|Write the number [n] in words.|How do you spell the number [n]?}", n=n),
            NUMBER_WORDS[n].capitalize() + ".",
            "",
            "contains",
            NUMBER_WORDS[n].capitalize(),
        )
    first = words.randint(1, 5)
    last = first + words.randint(2, 9)
    return ask(
        words.say("Count from [a] to [b].", a=first, b=last),
        ", ".join(map(str, range(first, last + 1))),
        f"I start with {first} and stop at {last}.",
        "contains",
        ", ".join(map(str, range(first, last + 1))),
    )


@skill("yes or no at once", 2.0, last=0)
def yes_or_no_at_once(words):
    form = words.randint(0, 2)
    if form == 0:
        country = words.choice(list(CAPITALS))
        right = words.chance(0.5)
        city = CAPITALS[country] if right else words.choice([c for c in CAPITALS.values() if c != CAPITALS[country]])
        question, answer = (
            f"Is {city} the capital of {country}?",
            f"Yes, {city} is the capital of {country}." if right else f"No, the capital of {country} is {CAPITALS[country]}.",
        )
        return ask(question, answer, f"The capital of {country} is {CAPITALS[country]}.", "contains", "Yes" if right else "No")
    if form == 1:
        a, b = words.sample(range(0, 100), 2)
        return ask(
            f"Is {a} {'larger' if form else ''} than {b}?".replace("  ", " "),
            f"Yes, {a} is larger than {b}." if a > b else f"No, {a} is smaller than {b}.",
            f"I compare {a} and {b}.",
            "contains",
            "Yes" if a > b else "No",
        )
    n = words.randint(0, 99)
    even = words.chance(0.5)
    return ask(
        f"Is {n} an {'even' if even else 'odd'} number?",
        ("Yes" if (n % 2 == 0) == even else "No") + f", {n} is {'even' if n % 2 == 0 else 'odd'}.",
        f"The last digit of {n} is {n % 10}.",
        "contains",
        "Yes" if (n % 2 == 0) == even else "No",
    )


@skill("yes or no", 0, 0.6, later=0, last=3.0)
def yes_or_no(words):
    """What is so comes first, and yes or no follows from it: a small model that starts with yes or no only guesses."""
    form = words.randint(0, 2)
    right = words.chance(0.5)
    if form == 0:
        country = words.choice(list(CAPITALS))
        city = CAPITALS[country] if right else words.choice([other for other in CAPITALS.values() if other != CAPITALS[country]])
        question = words.say("{Is [v] the capital of [c]?|Is the capital of [c] [v]?|Is it true that [v] is the capital of [c]?}", v=city, c=country)
        fact = f"The capital of {country} is {CAPITALS[country]}"
    elif form == 1:
        a, b = words.sample(range(0, 100), 2)
        larger = (a > b) == right
        kind = words.choice(("larger", "greater", "bigger", "more") if larger else ("smaller", "less"))
        question = words.say("{Is [a] [k] than [b]?|Is [a] [k] than [b]?|Is it true that [a] is [k] than [b]?}", a=a, b=b, k=kind)
        fact = f"{a} is {'larger' if a > b else 'smaller'} than {b}"
    else:
        n = words.randint(0, 99)
        kind = ("even" if right else "odd") if n % 2 == 0 else ("odd" if right else "even")
        question = words.say("{Is [n] [k]?|Is [n] an [k] number?|Is the number [n] [k]?}", n=n, k=kind)
        fact = f"{n} is {'even' if n % 2 == 0 else 'odd'}"
    verdict = "so yes" if right else "so no"
    return ask(question, f"{fact}, {verdict}.", "I look at what is so.", "contains", verdict)
