using Castor.Inference.Chat;
using Castor.Inference.Gguf;
using Castor.Inference.Synthesis;
using Castor.Inference.Tokenization;

namespace Castor.Conformance.LlamaCpp;

/// <summary>What models are given: text that they were trained for, or any tokens where they were not.</summary>
internal static class PeerPrompts
{
    private const int FirstText = 500;
    private const int Bos = 2;
    private const int Eos = 1;
    private const int TurnCount = 17;
    private const int TurnsBetweenPrompts = 4;

    private static readonly string[] s_said =
    [
        "The opposite of hot is", "What is your name?", "My name is Lucia and I live in Porto. Remember that, please.", "Count from three to nine.",
        "Explain how AI works in a few words", "What is the capital of France?", "Write a short story about a lighthouse.", "What is my name?",
    ];

    /// <summary>Prompts from a few tokens within the sliding window to some that cross it more than twice.</summary>
    public static int[][] Of(PeerModel model)
    {
        if (model.Shape == PeerModel.Trained)
        {
            return Conversations();
        }

        int window = WindowOf(model);
        return [AnyTokens(model, window / 4), AnyTokens(model, 5 * window)];
    }

    /// <summary>A text to embed, longer than the window.</summary>
    public static int[] TextFor(PeerModel model) => [.. AnyTokens(model, 3 * WindowOf(model)), Eos];

    private static int WindowOf(PeerModel model) => ModelShapes.Find(model.Shape)!.SlidingWindow;

    private static int[] AnyTokens(PeerModel model, int count)
    {
        int texts = ModelShapes.Find(model.Shape)!.VocabularySize - FirstText;
        return [.. Enumerable.Range(0, count).Select(i => i == 0 ? Bos : FirstText + i * 7919 % texts)];
    }

    private static int[][] Conversations()
    {
        using GgufFile file = GgufFile.Open(RepositoryFolders.Spark);
        ITokenizer tokenizer = Tokenizer.Create(file.Metadata);
        ChatTemplate template = ChatTemplate.For(tokenizer);
        List<ChatTurn> turns = [];
        List<int[]> prompts = [];
        for (int i = 0; i < TurnCount; i++)
        {
            turns.Add(new ChatTurn(ChatRole.User, [new TextPart(s_said[i % s_said.Length])]));
            if (i % TurnsBetweenPrompts == 0)
            {
                List<int> prompt = [];
                template.Render(new ChatPrompt { Turns = [.. turns] }, prompt);
                prompts.Add([.. prompt]);
            }

            turns.Add(new ChatTurn(ChatRole.Model, [new TextPart("I see.")]));
        }

        return [.. prompts];
    }
}
