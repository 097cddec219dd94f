"""Seeded words: names, places, numbers and made-up strings. One in sixteen is kept back for evaluation, by its checksum."""

import random
import zlib

NAMES = """Ada Alan Alice Amir Amy Ana Anders Anna Aria Arthur Ben Bianca Bob Boris Bruno Carla Carlos Carol Chen Chloe Clara Daniel David
Diana Diego Dora Edith Elena Eli Elif Emil Emma Eric Erik Eva Farah Felix Finn Fiona Frank Frida Gabriel Grace Greta Hana Hannah Hans Harper
Hassan Helen Hiro Hugo Ida Igor Ines Ingrid Ioana Iris Isaac Ivan Jack Jane Jens Joan Joe Jonas Jose Julia Kai Karim Karl Kate Kenji Kim Kofi
Lara Lars Laura Lea Leila Leo Lena Lily Linda Liam Lucas Luis Luna Maja Malik Marco Maria Marie Mark Marta Max Maya Mei Mia Mila Milan Mina
Mona Nadia Nela Nico Nils Nina Noah Nora Olaf Olga Oliver Omar Oscar Otto Paul Pavel Pedro Peter Petra Priya Rafael Raj Rania Rita Robert Rosa
Ruth Sam Sana Sara Sasha Selma Simon Sofia Sven Tara Theo Tim Tina Tom Uma Vera Victor Viola Walter Wanda Xenia Yara Yuki Yusuf Zara Zoe""".split()
CITIES = """Accra Amsterdam Athens Auckland Bangkok Barcelona Basel Beijing Berlin Bergen Bern Bogota Bologna Boston Bremen Brussels Bucharest Budapest
Cairo Chicago Cologne Copenhagen Dakar Dallas Delhi Denver Dublin Dubai Edinburgh Florence Geneva Genoa Ghent Graz Hamburg Hanoi Havana Helsinki
Houston Istanbul Jakarta Kyoto Krakow Lagos Leeds Leipzig Lima Lisbon London Lyon Madrid Malaga Manila Marseille Melbourne Miami Milan Montreal
Moscow Mumbai Munich Nairobi Naples Nice Oslo Osaka Oxford Palermo Paris Perth Porto Prague Quito Riga Rome Rotterdam Santiago Seattle Seoul
Seville Shanghai Singapore Sofia Stockholm Sydney Tallinn Tokyo Toronto Turin Utrecht Valencia Vancouver Venice Vienna Vilnius Warsaw Zagreb Zurich""".split()
CITIES += [
    "New York",
    "San Francisco",
    "Los Angeles",
    "Hong Kong",
    "Mexico City",
    "Cape Town",
    "Buenos Aires",
    "Tel Aviv",
    "Mountain View",
    "New Delhi",
]
JOBS = """teacher baker doctor farmer pilot nurse painter singer writer driver gardener cook tailor lawyer sailor librarian plumber dentist
carpenter musician programmer scientist waiter photographer""".split()
COLOURS = "red blue green yellow black white orange purple pink brown grey silver gold".split()
THINGS = """apple bread book lamp chair table phone bottle hammer pencil basket blanket bucket button candle carpet clock coat cup curtain desk drum
flute fork glove guitar hat jacket kettle key kite knife ladder mirror needle notebook oven pan pillow plate radio ring rope scarf shirt shoe soap spoon
stool sweater tent towel umbrella vase violin wallet watch wheel whistle""".split()
FOODS = """apples bananas bread butter carrots cheese chocolate coffee cookies eggs fish grapes honey lemons milk mushrooms noodles nuts olives onions
oranges pasta peaches pears pepper pizza plums potatoes rice salad salt soup spinach strawberries sugar tea tomatoes yogurt""".split()
ANIMALS = """ant bear bee bird butterfly camel cat cow crab deer dog dolphin donkey duck eagle elephant fish fox frog goat goose hamster hedgehog hen
horse kangaroo koala lion lizard monkey mouse octopus otter owl panda parrot penguin pig rabbit raven seal shark sheep snail snake spider swan tiger
turtle whale wolf zebra""".split()
TOPICS = """travel music history science cooking sports gardening money health weather art school budget holidays books films design hiring safety
marketing planning research training sales support security testing release roadmap onboarding""".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_ONSETS = "b c d f g h j k l m n p r s t v w z br ch cl cr dr fl fr gl gr kl kr pl pr qu sh sk sl sm sn sp st th tr tw x y".split()
_VOWELS = "a e i o u a e i o u ai ea ee ia io oa oo ou y".split()
_CODAS = ["", "", "", "b", "ck", "d", "g", "k", "l", "m", "n", "nd", "ng", "nt", "p", "r", "rk", "s", "sh", "st", "t", "th", "v", "x", "z"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CODE = "ABCDEFGHIJKLMNPQRSTUVWXYZ"


class Words(random.Random):
    """A source of choices. With held_out it yields only strings never used in training; without, only the others."""

    def __init__(self, seed, held_out=False):
        super().__init__(seed)
        self.held_out = held_out

    def allowed(self, text):
        return (zlib.crc32(text.encode()) % 16 == 0) == self.held_out

    def fresh(self, make):
        while True:
            text = make()
            if self.allowed(text):
                return text

    def chance(self, share):
        return self.random() < share

    def known(self, entries):
        """An entry of a closed list, from the part for this use."""
        return self.fresh(lambda: self.choice(entries))

    def word(self):
        return self.fresh(self._word)

    def _word(self):
        if self.chance(0.25):
            return "".join(self.choice(_LETTERS) for _ in range(self.randint(3, 6)))
        return "".join(
            self.choice(_ONSETS) + self.choice(_VOWELS) + (self.choice(_CODAS) if self.chance(0.35) else "")
            for _ in range(self.choice((1, 2, 2, 2, 2, 3)))
        )

    def name(self):
        return self.known(NAMES) if self.chance(0.4) else self.word().capitalize()

    def full_name(self):
        return self.name() + " " + self.word().capitalize()

    def city(self):
        return self.known(CITIES) if self.chance(0.45) else self.word().capitalize()

    def thing(self):
        return self.choice(THINGS) if self.chance(0.6) else self.word()

    def number(self, digits=0):
        digits = digits or self.choice((1, 2, 2, 3, 3, 4, 5))
        return self.randint(10 ** (digits - 1), 10**digits - 1)

    def decimal(self):
        return self.choice((self.randint(1, 99) / 10, self.randint(1, 9999) / 100, self.randint(1, 999) / 10))

    def code(self):
        forms = (
            lambda: "".join(self.choice(_CODE) for _ in range(self.randint(2, 4))) + "-" + str(self.randint(10, 9999)),
            lambda: "".join(self.choice(_CODE + "123456789") for _ in range(self.randint(4, 8))),
            lambda: "".join(self.choice(_LETTERS + "0123456789") for _ in range(self.randint(5, 9))),
            lambda: str(self.randint(1000, 999999)),
            lambda: self.choice(_CODE) + str(self.randint(10, 999)),
        )
        return self.fresh(lambda: self.choice(forms)())

    def email(self):
        return self.fresh(
            lambda: (
                f"{self.word()}{self.choice(('', '', '.' + self._word(), str(self.randint(1, 99))))}@{self.word()}.{self.choice(('com', 'org', 'net', 'de', 'io'))}"
            )
        )

    def time(self):
        form = self.randint(0, 3)
        if form == 0:
            return f"{self.randint(1, 12)}:{self.choice(('00', '15', '30', '45'))} {self.choice(('AM', 'PM'))}"
        if form == 1:
            return f"{self.randint(1, 12)}{self.choice(('am', 'pm'))}"
        return f"{self.randint(0, 23):02}:{self.randint(0, 59):02}"

    def date(self):
        day, month, year = self.randint(1, 28), self.randint(1, 12), self.randint(2020, 2032)
        return self.choice(
            (
                f"{year}-{month:02}-{day:02}",
                f"{month:02}/{day:02}/{year}",
                f"{self.choice(MONTHS)} {day}",
                f"{day} {self.choice(MONTHS)} {year}",
                self.choice(DAYS),
                "tomorrow",
                "today",
            )
        )

    def file_name(self):
        return f"{self.word()}.{self.choice(('txt', 'md', 'json', 'csv', 'py', 'cs', 'log', 'html'))}"

    def path(self):
        folders = "/".join(self.choice(("src", "docs", "data", "home", "tmp", "tests", self._word())) for _ in range(self.randint(0, 3)))
        return self.choice(("", "/", "./")) + (folders + "/" if folders else "") + self.file_name()

    def identifier(self):
        parts = [
            self.choice((self._word(), self.choice(THINGS), self.choice(("get", "set", "find", "make", "list", "run", "send", "load"))))
            for _ in range(self.choice((1, 1, 2, 2, 2, 3)))
        ]
        return self.fresh_identifier(parts)

    def fresh_identifier(self, parts):
        if self.chance(0.6):
            return "_".join(parts)
        return parts[0] + "".join(part.capitalize() for part in parts[1:])

    def phrase(self):
        """A short free text, to be copied."""
        return " ".join(
            self.choice((self.thing(), self.choice(COLOURS), self.choice(TOPICS), self.choice(FOODS), self.word())) for _ in range(self.randint(1, 4))
        )

    def value(self):
        """Anything worth copying."""
        return self.choice(
            (self.name, self.city, self.code, self.word, self.email, self.phrase, self.date, self.time, self.full_name, lambda: str(self.number()))
        )()

    def say(self, template, **values):
        """Chooses among `{a|b|c}` (which may nest), then puts the values in for their `[names]`."""
        while "{" in template:
            start = template.rindex("{")
            end = template.index("}", start)
            template = template[:start] + self.choice(template[start + 1 : end].split("|")) + template[end + 1 :]
        for key, value in values.items():
            template = template.replace(f"[{key}]", str(value))
        return template


def joined(items, last="and"):
    items = list(map(str, items))
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + f" {last} " + items[-1]


def article(noun):
    return ("an " if noun[0].lower() in "aeiou" else "a ") + noun
