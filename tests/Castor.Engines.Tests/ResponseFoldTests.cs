using System.Runtime.CompilerServices;
using System.Text;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests;

public sealed class ResponseFoldTests
{
    [Fact]
    public void Fold_OfSingleChunk_IsThatChunkWithItsRawJson()
    {
        var chunk = new GenerateContentResponse { RawJson = "{}"u8.ToArray() };

        Assert.Same(chunk, Fold(chunk));
    }

    [Fact]
    public void Fold_OfNothing_IsEmptyResponse() => Assert.Equal(new GenerateContentResponse(), Fold());

    [Fact]
    public void Fold_OfSeveralCandidates_KeepsThemApartAndInOrder()
    {
        GenerateContentResponse folded = Fold(Chunk((1, "b"), (0, "a")), Chunk((0, "A"), (1, "B")));

        Assert.Equal(["aA", "bB"], folded.Candidates!.Select(c => c.Content!.Parts![0].Text));
    }

    [Fact]
    public void Fold_OfTextBehindASignature_BeginsAnotherPart()
    {
        byte[] signature = [1, 2];
        GenerateContentResponse folded = Fold(
            OfParts(new Part { Text = "a" }), OfParts(new Part { Text = "", ThoughtSignature = signature }), OfParts(new Part { Text = "b" }));

        IReadOnlyList<Part> parts = folded.Candidates![0].Content!.Parts!;
        Assert.Equal(["a", "b"], parts.Select(p => p.Text));
        Assert.Equal(signature, parts[0].ThoughtSignature!.Value.ToArray());
    }

    [Fact]
    public void Fold_AskedInBetween_GoesOn()
    {
        var fold = new ResponseFold();
        fold.Add(Chunk((0, "a")));
        fold.Add(Chunk((0, "b")));
        Assert.Equal("ab", fold.ToResponse().Candidates![0].Content!.Parts![0].Text);

        fold.Add(Chunk((0, "c")));

        Assert.Equal("abc", fold.ToResponse().Candidates![0].Content!.Parts![0].Text);
    }

    [Fact]
    public void Fold_OfBlockedPrompt_KeepsTheFeedback()
    {
        var feedback = new PromptFeedback { BlockReason = BlockReason.Safety };

        GenerateContentResponse folded = Fold(new GenerateContentResponse { PromptFeedback = feedback }, new GenerateContentResponse { ModelVersion = "m" });

        Assert.Equal(feedback, folded.PromptFeedback);
        Assert.Null(folded.Candidates);
    }

    [Theory]
    [InlineData("streaming-success-thinking-reply-thought-summary.txt", 2)]
    [InlineData("streaming-success-thinking-function-call-thought-summary-signature.txt", 2)]
    [InlineData("streaming-success-code-execution.txt", 4)]
    [InlineData("streaming-success-basic-reply-long.txt", 1)]
    [InlineData("streaming-success-citations.txt", 1)]
    public void Fold_OfRecordedStream_LooksLikeAUnaryAnswer(string file, int parts)
    {
        GenerateContentResponse[] chunks = Recorded(file);

        GenerateContentResponse folded = Fold(chunks);

        Candidate candidate = Assert.Single(folded.Candidates!);
        Assert.Equal(FinishReason.Stop, candidate.FinishReason);
        Assert.Equal(parts, candidate.Content!.Parts!.Count);
        Assert.Equal(chunks[^1].UsageMetadata, folded.UsageMetadata);
        Assert.Equal(
            string.Concat(chunks.SelectMany(c => c.Candidates!).SelectMany(c => c.Content!.Parts!).Select(p => p.Text)),
            string.Concat(candidate.Content.Parts.Select(p => p.Text)));
        int citations = chunks.SelectMany(c => c.Candidates!).Sum(c => c.CitationMetadata?.CitationSources?.Count ?? 0);
        Assert.Equal(citations, candidate.CitationMetadata?.CitationSources?.Count ?? 0);
    }

    private static GenerateContentResponse Fold(params GenerateContentResponse[] chunks)
    {
        var fold = new ResponseFold();
        foreach (GenerateContentResponse chunk in chunks)
        {
            fold.Add(chunk);
        }

        return fold.ToResponse();
    }

    private static GenerateContentResponse Chunk(params (int Index, string Text)[] candidates) => new()
    {
        Candidates = [.. candidates.Select(c => new Candidate { Index = c.Index, Content = new Content { Parts = [new Part { Text = c.Text }] } })],
    };

    private static GenerateContentResponse OfParts(params Part[] parts) => new() { Candidates = [new Candidate { Content = new Content { Parts = parts } }] };

    private static GenerateContentResponse[] Recorded(string file, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "../fixtures/wire-samples/firebase-mock-responses/googleai", file);
        return
        [
            .. File.ReadLines(path).Where(l => l.StartsWith("data: ", StringComparison.Ordinal))
                .Select(l => WireJson.ReadForeign<GenerateContentResponse>(Encoding.UTF8.GetBytes(l["data: ".Length..]))),
        ];
    }
}
