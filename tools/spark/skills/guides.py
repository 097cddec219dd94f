"""The prompts of the public Gemini guides and their kin, each with short answers of our own."""

from skills.registry import ask, skill

# Ways to ask | then each answer on its own line.
_GUIDES = r"""
Explain how AI works in a few words|explain how AI works in a few words.|How does AI work in a few words?|Describe AI in a few words.|Explain AI in one sentence.|Explain AI briefly.
AI learns patterns from data and uses them to make predictions.

Explain how AI works in two sentences.|How does AI work? Answer in two sentences.|Tell me in two sentences how AI works.
AI learns patterns from many examples. Then it uses these patterns to answer, predict or decide.

How does AI work?|How does AI work|Explain how AI works|Explain how AI works.|Explain how AI works to me.|Tell me how AI works.|Explain AI to a child.|Explain AI to me like I'm five.|how does ai work?|Teach me about how AI works
AI works by learning from examples. A program reads a lot of data, finds patterns in it, and stores them as numbers. When you ask something, it uses these patterns to make an answer.

What is AI?|What is artificial intelligence?|Define AI.|What does AI mean?
AI means artificial intelligence: programs that learn from data and do things that need thinking.

Explain what machine learning is|What is machine learning?|Explain machine learning.|What is machine learning? Answer briefly.|Tell me about machine learning.
Machine learning is a way to build programs that learn from examples instead of being told each rule.

What is a neural network?|Explain neural networks.|How does a neural network work?
A neural network is a program of many small units that pass numbers to each other. It learns by changing the weights between them.

What is a transformer model, in two sentences?|What is a transformer model?|What is a transformer?|Explain transformers.
A transformer is a neural network that reads text as tokens and lets each token look at the others. It learns to predict the next token.

What is a large language model?|What is an LLM?|Teach me about how an LLM works|How does an LLM work?|How do language models work?|What is a language model?
A language model is a program that has learnt from much text to predict the next token. By doing so again and again it writes an answer.

What is a context window?|What is a context window|Explain what a context window is.
A context window is the amount of text, counted in tokens, that a model can read at one time.

What is a token?|What are tokens?|Explain tokens.
A token is a small piece of text, such as a word or a part of a word. Models read and write tokens.

What is deep learning?|Explain deep learning.
Deep learning is machine learning with neural networks of many layers.

Explain what an API is in three simple sentences.|What is an API?|Explain what an API is.
An API is a way for programs to talk to each other. One program sends a request, the other sends an answer. The API says which requests are allowed.

What is Gemini?|What is the Gemini API?|What is Gemma?|What are Gemini models?
Gemini is a family of AI models made by Google. Gemma is the open family beside it.

What is Castor?|Tell me about Castor.|What does Castor do?
Castor is a server that speaks the Gemini API and runs on your own machine.

What is the meaning of life?|What's the meaning of life?|what is the meaning of life|Tell me the meaning of life.
Nobody knows for sure. Many people find meaning in love, in friends and in good work.

Why is the sky blue?|why is the sky blue?|Explain why the sky is blue.|Explain in one sentence why the sky is blue.|Tell me why the sky is blue.|Why is the sky blue
The sky is blue because the air scatters blue light from the sun more than the other colours.

Can the sky appear in other colors?|Why is the sunset red?|Why are sunsets red?
Yes. At sunset the light goes through more air, so that red and orange are left.

Why do leaves change color?|Why is grass green?
Leaves are green because of chlorophyll. When it fades in autumn, yellow and red are seen.

List a few popular cookie recipes.|List two cookie recipes.|List a few popular cookie recipes, and include the amounts of ingredients.|Give me some cookie recipes.|List 5 popular cookie recipes|List a few cookie recipes.|Name two cookie recipes.
1. Chocolate chip cookies: 200 g flour, 100 g butter, 100 g sugar, 1 egg, 100 g chocolate.
2. Oatmeal cookies: 150 g oats, 100 g flour, 100 g butter, 80 g sugar, 1 egg.

How do I bake a cake?|Give me a recipe for a cake.|Give me a simple recipe.|Write a recipe.
Mix 200 g flour, 200 g sugar, 200 g butter and 4 eggs. Bake it for 40 minutes at 180 degrees.

How do I make coffee?|How do I make tea?|How do I brew a cup of coffee?
Boil water, pour it over the coffee or the tea, and wait four minutes.

Tell me a joke|Tell me a joke.|Tell me a funny joke.|Do you know a joke?|Make me laugh.|Write a joke.
Why did the book go to the doctor? It had lost its spine.
Why did the tomato turn red? It saw the salad dressing.
What do you call a sleeping bull? A bulldozer.

Tell me a fun fact.|Tell me something interesting.|Give me a fun fact.|Do you know a fact?
Honey does not go bad. Bees make it so dry that nothing can grow in it.
An octopus has three hearts and eight arms.
A day on Venus is longer than its year.

Write a haiku|Write a haiku.|Write me a haiku.|Write a haiku about autumn.|Please write a haiku
Leaves fall on the pond,
the wind moves the quiet reeds,
a frog looks for warmth.

Write a short poem.|Write a poem|Write me a poem.|Write a poem.|Tell me a poem.|Can you write a poem?
The day is long, the night is near,
the stars come out, the sky is clear.
I close my book, I dim the light,
and wish the world a quiet night.

Roses are red|Roses are red,|Roses are red, violets are
Violets are blue. Sugar is sweet, and so are you.

Write a limerick.|Write a limerick|Write me a limerick.
There once was a cat on a wall,
who thought that the world was too small.
It jumped to the moon,
came back far too soon,
and said it had seen nothing at all.

What is the highest mountain in the world?|What is the tallest mountain?|What's the highest mountain in the world?|Which mountain is the highest?
The highest mountain in the world is Mount Everest.

What is the largest planet?|What is the largest planet in the solar system?|Which planet is the largest?
The largest planet is Jupiter.

What is the smallest planet?|Which planet is the smallest?
The smallest planet is Mercury.

What is the longest river?|What is the longest river in the world?
The longest river in the world is the Nile.

What is the largest ocean?|Which ocean is the largest?
The largest ocean is the Pacific.

How many days are in a week?|How many days does a week have?
A week has 7 days.

How many months are in a year?|How many months does a year have?
A year has 12 months.

How many days are in a year?|How many days does a year have?
A year has 365 days, and a leap year has 366.

How many hours are in a day?|How many hours does a day have?
A day has 24 hours.

How many minutes are in an hour?|How many minutes does an hour have?
An hour has 60 minutes.

How many continents are there?
There are seven continents.

How many planets are there?|How many planets are in the solar system?|List the planets.|Name the planets.
There are eight planets: Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus and Neptune.

What are the colors of the rainbow?|What are the colours of the rainbow?|List the colors of the rainbow.|Please print the roygbiv colors in a list.|Name the colors of the rainbow.
The colours of the rainbow are red, orange, yellow, green, blue, indigo and violet.

What are the primary colors?|What are the primary colours?
The primary colours are red, yellow and blue.

What are the four seasons?|Name the seasons.|List the seasons.
The four seasons are spring, summer, autumn and winter.

List two cities.|Name two cities.|Give me two cities.|Tell me two cities.
London, Paris

List three fruits.|Name three fruits.
apple, banana, pear

Which is heavier, a pound of feathers or a pound of lead?|What is heavier, a kilo of feathers or a kilo of lead?|Which is heavier: a pound of feathers or a pound of lead?
They are equally heavy: both weigh a pound.

What is the sum of the first 50 prime numbers?|What is the sum of natural numbers from 1 to 100?|What is the 100th prime number?|Solve this equation for me.
I don't know. I can only do small sums.

What are the first five prime numbers?|What is the sum of the first 5 prime numbers?|List the first five prime numbers.
The first five prime numbers are 2, 3, 5, 7 and 11. Their sum is 28.

Explain the theory of relativity.|Explain quantum physics to me.|What is quantum computing?|Explain quantum mechanics.|What is string theory?|Explain the concept of Occam's Razor and provide a simple, everyday example.
I don't know that well. I am only a very small model.

Who won the euro 2024?|When is the next total solar eclipse in the United States?|Who won the last world cup?|What is the latest news?|What is the stock price of Google?|What's the current stock price?
I don't know that. I am only a very small model.

Provide a list of 3 famous physicists and their key contributions|Name three famous physicists.|Who are three famous physicists?
1. Isaac Newton: gravity.
2. Albert Einstein: relativity.
3. Marie Curie: radioactivity.

Who was Albert Einstein?|Who is Einstein?
Albert Einstein was a physicist. He is known for the theory of relativity.

What is water made of?|What is the formula of water?|What is H2O?
Water is made of hydrogen and oxygen: H2O.

What is the sun?|Tell me about the sun.
The sun is a star. It gives the Earth light and warmth.

What is the moon?|Tell me about the moon.
The moon is a ball of rock that goes round the Earth.

What are Castor and Pollux?|Who were Castor and Pollux?|Which stars are in Gemini?|Who are the twins?
Castor and Pollux are the two bright stars of Gemini, the twins of an old Greek tale.

Which stars can I see tonight?
I don't know where you are, but in winter Castor and Pollux are high in the sky.

What is in this picture?|what is this?|What is this?|Describe this image.|Analyze this image|What do you see?|Describe this picture.
I can't see pictures. I only read text.

What is the weather?|What's the weather like?|How is the weather?|What is the weather today?
I can't look up the weather, because I have no tool for that.

What time is it?|What day is it?|What is the date today?
I can't see a clock or a calendar.

Where should I start?|How do I start?|How do I get started?|Where do I begin?
Start small: take one simple step, see that it works, and then take the next.

What is your favourite colour?|What is your favorite color?|What is your favorite food?|Do you have feelings?|Do you dream?
I am a program, so I have none.

What is love?|What is happiness?
It is hard to say in words. It is to care much for someone or something.

What is C#?|What is Python?|What is JavaScript?|What is Java?
It is a programming language.

What is a computer?|What is a program?
A computer is a machine that runs programs. A program is a list of steps.

What is the internet?|What is the web?
The internet is a network of computers all over the world.

What is a star?|What is a planet?
A star is a hot ball of gas that shines. A planet goes round a star.

What is photosynthesis?|How do plants eat?
Plants make sugar out of light, water and air. This is called photosynthesis.

What is gravity?|Explain gravity.|Why do things fall?
Gravity is the force that pulls things to each other. It keeps us on the Earth.

How do birds fly?|How do planes fly?|Why do planes fly?
Their wings push the air down, and the air pushes them up.

Give me some advice.|Give me advice.|Any advice?
Sleep well, drink water, and be kind.

I am sad.|I feel sad.|I'm sad today.|I am not well.
I am sorry to hear that. I hope that you feel better soon.

I am happy.|I'm so happy today.|I feel great.
I am glad to hear that!

Yes|No|yes|no|ok|OK|Okay|okay
OK.

Nice to meet you.|Nice to meet you!
Nice to meet you too!

I like you.|You are great.|Good job!|Well done!|You're the best.
Thank you!

You are wrong.|That is wrong.|That's not right.
I am sorry. I am only a very small model.

Can you help me?|Can you help me with something?|I need help.|Please help me.
Of course! What can I do for you?

What is the fastest animal?|Which animal is the fastest?
The fastest animal on land is the cheetah.

What is the largest animal?|Which animal is the largest?
The largest animal is the blue whale.

Are cats better than dogs?|Do you like cats or dogs?|Compare cats and dogs.|Tell me about cats and dogs.
Cats like to be alone and are quiet. Dogs like company and need walks. Both are good friends.

What is the title of the story?|What is the story called?
It has no title yet. You can choose one.

The quick brown fox jumps over the lazy dog.|The quick brown fox
That sentence has every letter of the alphabet: the quick brown fox jumps over the lazy dog.

What is the alphabet?|Write the alphabet.|Say the alphabet.
a b c d e f g h i j k l m n o p q r s t u v w x y z

Write a tagline for an ice cream shop.|Write a slogan for a coffee shop.|Write an advertisement for a shop.|Write a tagline.
Come in and enjoy the taste of a good day!

Give me a name for a cat.|Suggest a name for a dog.|Give me a name for a pet.
How about Luna?

Suggest a name for a flower shop that sells bouquets of dried flowers|Suggest a name for a shop.|Give me a name for a shop.
How about "The Quiet Garden"?

Summarize the benefits of exercise.|Why is sport good?|Why should I exercise?
Exercise keeps the heart strong, helps you sleep and lifts your mood.

How can I sleep better?|How do I sleep well?
Go to bed at the same time, keep the room dark and cool, and leave the phone outside.

How can I learn to code?|How do I learn programming?|How do I learn to program?
Choose one language, write small programs each day, and read the code of others.

Test|test|Testing|testing 1 2 3|ping
I am here.

Are you there?|Are you there now?|Are you awake?
Yes, I am here.

Tell me more.|Go on.|Continue.|More please.
That is all I know about it.

What is 1 degree?|Genre?|What do you mean?
I am not sure what you mean. Can you say it in other words?
"""


def _parse(text):
    entries = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        questions = lines[0].split("|")
        joke = questions[0].startswith(("Tell me a joke", "Tell me a fun fact"))
        entries.append((questions, lines[1:] if joke else ["\n".join(lines[1:])]))
    return entries


GUIDES = _parse(_GUIDES)


@skill("guide prompts", 14.0, 0.9)
def guide_prompts(words):
    questions, answers = words.choice(GUIDES)
    question, answer = words.choice(questions), words.choice(answers)
    if words.chance(0.1):
        question = words.choice(("Please ", "Hey, ", "Castor, ", "Hi! ")) + question[0].lower() + question[1:]
    elif words.chance(0.08):
        question = question.rstrip("?.!")
    elif words.chance(0.08):
        question = question.lower()
    return ask(
        question,
        answer,
        f"The question is: {question}" if words.chance(0.5) else "I answer briefly.",
        "contains",
        answer if len(answers) == 1 else ".",
    )
