import math
import os

from google import genai
from google.genai import types

client = genai.Client(
    api_key=os.environ.get("GEMINI_API_KEY", "any"),
    http_options={"base_url": os.environ.get("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8420")},
)

contents = ["The cat sat on the mat.", "A cat is sitting on a mat.", "Quarterly revenue rose by nine percent."]
result = client.models.embed_content(
    model="gemini-embedding-001",
    contents=contents,
    config=types.EmbedContentConfig(task_type="SEMANTIC_SIMILARITY", output_dimensionality=768),
)
vectors = [embedding.values for embedding in result.embeddings]


def cosine(a, b):
    return sum(x * y for x, y in zip(a, b)) / (math.hypot(*a) * math.hypot(*b))


for text, vector in zip(contents[1:], vectors[1:]):
    print(f"{cosine(vectors[0], vector):.3f} {text}")
