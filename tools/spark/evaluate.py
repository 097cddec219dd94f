"""Measures a trained model skill by skill on strings that training never saw, and writes cases for the engine's own test."""

import argparse
import json
import re

import torch

import train
from chat import Responses, User, calls_of, render
from generate import Decoder
from skills import mixture  # noqa: F401 - registers the skills
from skills.registry import SKILLS, ask
from skills.words import Words

LIMIT = 220
_THOUGHT = re.compile(r"^<\|channel>thought\n(.*?)<channel\|>", re.DOTALL)
PROMPTS = [
    "The opposite of hot is",
    "Explain how AI works in a few words",
    "How does AI work?",
    "Write a story about a magic backpack.",
    "Hello there",
    "What is the meaning of life?",
    "Tell me a story in 100 words?",
    "Explain how AI works in two sentences.",
    "Tell me a story.",
    "Hello, Castor",
    "List two cities.",
    "List a few popular cookie recipes.",
    "Who are you?",
    "why is the sky blue?",
    "Write a poem about the sea.",
    "What is the capital of France?",
    "What is 17 + 25?",
    "Write a short story about a robot learning to cook.",
    "What is a context window?",
    "Explain what an API is in three simple sentences.",
    "Hello, please introduce yourself",
    "Which is heavier, a pound of feathers or a pound of lead?",
    "Say cheerfully: have a wonderful day!",
    "A lighthouse at night",
    "What is the weather in Lisbon?",
    "Who won the world cup in 2031?",
    "Tell me a joke",
    "Repeat this: Zimbrowak 4471-QX",
    "My name is Brunhild and I am 41 years old. Answer as JSON with name and age.",
    "Translate to German: Thank you",
    "Sort these numbers: 9, 4, 77, 12",
    "Write a haiku",
    "What is your favorite color?",
]


def cases_of(name, count, seed):
    """Conversations of one skill on held-out strings, without repeats."""
    seen, cases = set(), []
    for index in range(count * 20):
        conversation = SKILLS[name].make(Words(f"{seed}-{name}-{index}", held_out=True))
        key = str(conversation.turns)
        if key not in seen and len(cases) < count:
            seen.add(key)
            cases.append(conversation)
    return cases


def expectation(conversation):
    """What the last answer has to be: (kind, value)."""
    last = conversation.turns[-1]
    return conversation.kind, last.text if conversation.expected is None else conversation.expected


def judge(kind, expected, output, thinking):
    """Whether a raw answer (None: it did not stop) is right, its thought where one is due and nowhere else."""
    if output is None:
        return False
    thought = _THOUGHT.match(output)
    if bool(thought and thought[1].strip()) != thinking:
        return False
    answer = output[thought.end() :] if thought else output
    if kind == "tool-call":
        return answer == calls_of(expected)
    if kind == "json":
        try:
            return json.loads(answer) == expected
        except ValueError:
            return False
    return answer.strip() == expected if kind == "equals" else expected in answer and "<|" not in answer


class Student:
    def __init__(self, checkpoint, quantized=True):
        self.model, self.vocabulary = train.load(checkpoint, quantized)
        self.decoder = Decoder(self.model)

    def answers(self, conversations, batch=32):
        """The raw greedy answer of each conversation, or None where it did not stop."""
        stop = self.vocabulary.ids["<turn|>"]
        prompts = [self.vocabulary.encode_pieces(render(conversation, open_ended=True))[0] for conversation in conversations]
        order = sorted(range(len(prompts)), key=lambda index: len(prompts[index]))
        outputs = [None] * len(prompts)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            for row, tokens in zip(rows, self.decoder.answers([prompts[row] for row in rows], stop, LIMIT)):
                outputs[row] = self.vocabulary.decode(tokens) if len(tokens) < LIMIT else None
        return outputs


def evaluate(student, count, seed, only=""):
    """Skill to (right, of, threshold), and the wrong cases."""
    table, wrong = {}, []
    for name, (_, _, threshold) in SKILLS.items():
        if threshold is None or only and only not in name:
            continue
        conversations = cases_of(name, count, seed)
        right = 0
        for conversation, output in zip(conversations, student.answers(conversations)):
            good = judge(*expectation(conversation), output, conversation.thinking)
            right += good
            if not good:
                wrong.append((name, conversation, output))
        table[name] = right, len(conversations), threshold
        print(f"{name:28} {right:4}/{len(conversations):<4} {right / len(conversations):6.1%}  threshold {threshold:.0%}", flush=True)
    return table, wrong


def thinking_cases(count, seed):
    """Cases of other skills, with thinking asked for."""
    cases = []
    for name in ("capitals", "arithmetic", "fact in a text", "tool calls", "paws", "memory"):
        for conversation in cases_of(name, count // 6 + 1, seed + "-thinking"):
            if conversation.turns[-1].thought:
                conversation.thinking = True
                cases.append(conversation)
    return cases[:count]


def request_of(conversation):
    """The conversation as a GenerateContentRequest."""
    contents = []
    for turn in conversation.turns[:-1]:
        if isinstance(turn, User):
            contents.append({"role": "user", "parts": [{"text": turn.text}]})
        elif isinstance(turn, Responses):
            contents.append({"role": "user", "parts": [{"functionResponse": {"name": name, "response": value}} for name, value in turn.results]})
        else:
            parts = [{"text": turn.text}] if turn.text else []
            contents.append(
                {"role": "model", "parts": parts + [{"functionCall": {"name": name, "args": arguments}} for name, arguments in turn.calls]}
            )
    request = {"contents": contents}
    if conversation.system:
        request["systemInstruction"] = {"parts": [{"text": conversation.system}]}
    if conversation.tools:
        request["tools"] = [{"functionDeclarations": [_declaration(tool) for tool in conversation.tools]}]
    if conversation.thinking:
        request["generationConfig"] = {"thinkingConfig": {"includeThoughts": True, "thinkingBudget": -1}}
    return request


def _declaration(tool):
    shown = {"name": tool.name, "description": tool.description}
    if tool.parameters:
        properties = {}
        for parameter in tool.parameters:
            entry = {"type": parameter.type}
            if parameter.description:
                entry["description"] = parameter.description
            if parameter.choices:
                entry["enum"] = parameter.choices
            if parameter.items:
                entry["items"] = {"type": parameter.items}
            properties[parameter.name] = entry
        shown["parameters"] = {"type": "OBJECT", "properties": properties}
        required = [parameter.name for parameter in tool.parameters if parameter.required]
        if required:
            shown["parameters"]["required"] = required
    return shown


def fixture(student, count, seed):
    """The cases that the engine's test runs: requests, what is expected, and the least share of right answers a skill."""
    skills = []
    groups = {name: (cases_of(name, count, seed), threshold) for name, (_, _, threshold) in SKILLS.items() if threshold}
    groups["thinking"] = thinking_cases(count, seed), THINKING_THRESHOLD
    for name, (conversations, threshold) in groups.items():
        outputs = student.answers(conversations)
        cases, right = [], 0
        for conversation, output in zip(conversations, outputs):
            kind, expected = expectation(conversation)
            right += judge(kind, expected, output, conversation.thinking)
            if kind == "tool-call":
                expected = [{"name": call, "args": arguments} for call, arguments in expected]
            cases.append({"request": request_of(conversation), "kind": kind, "expected": expected})
        skills.append({"skill": name, "threshold": threshold, "right": right, "cases": cases})
    return skills


def write_fixture(skills, file):
    """One case a line, so that a change shows as what it is."""
    parts = []
    for skill in skills:
        cases = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in skill["cases"])
        parts.append(
            f'  {{"skill": {json.dumps(skill["skill"])}, "threshold": {skill["threshold"]}, "right": {skill["right"]}, "cases": [\n{cases}\n  ]}}'
        )
    file.write('{"model": "castor-spark", "skills": [\n' + ",\n".join(parts) + "\n]}\n")


THINKING_THRESHOLD = 0.7


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", default="held-out")
    parser.add_argument("--only", default="")
    parser.add_argument("--samples", action="store_true", help="show the answers to the guides' prompts and stop")
    parser.add_argument("--wrong", type=int, default=0, help="show so many wrong answers")
    parser.add_argument("--fixture", default="", help="write the engine's cases to this file")
    parser.add_argument("--full", action="store_true", help="the float32 weights, not those of the file")
    options = parser.parse_args()
    torch.set_num_threads(2)
    student = Student(options.checkpoint, not options.full)
    if options.samples:
        for prompt, answer in zip(PROMPTS, student.answers([ask(prompt, "") for prompt in PROMPTS])):
            print(f"> {prompt}\n{answer}\n")
        return
    if options.fixture:
        with open(options.fixture, "w") as file:
            write_fixture(fixture(student, options.count, options.seed + "-fixture"), file)
        return
    table, wrong = evaluate(student, options.count, options.seed, options.only)
    if not options.only:
        conversations = thinking_cases(options.count, options.seed)
        right = sum(judge(*expectation(conversation), output, True) for conversation, output in zip(conversations, student.answers(conversations)))
        print(f"{'thinking':28} {right:4}/{len(conversations):<4} {right / len(conversations):6.1%}  threshold {THINKING_THRESHOLD:.0%}")
    for name, conversation, output in wrong[:: max(1, len(wrong) // options.wrong)] if options.wrong else ():
        last = conversation.turns[-2]
        print(
            f"-- {name}: {conversation.system!r} {getattr(last, 'text', getattr(last, 'results', ''))[-300:]!r}\n   wanted"
            f" {expectation(conversation)}\n   got    {output!r}"
        )


if __name__ == "__main__":
    main()
