using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

internal static class StreamReading
{
    // Far beyond what any test takes: it only keeps a broken build from hanging.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>Reads to the end.</summary>
    public static async Task<List<GeneratedToken>> ReadAllAsync(this GenerationStream stream)
    {
        List<GeneratedToken> tokens = [];
        while (await stream.WaitToReadAsync().AsTask().WaitAsync(s_limit))
        {
            while (stream.TryRead(out GeneratedToken token))
            {
                tokens.Add(token);
            }
        }

        stream.Dispose();
        return tokens;
    }

    /// <summary>Reads one token.</summary>
    public static async Task<GeneratedToken> ReadAsync(this GenerationStream stream)
    {
        Assert.True(await stream.WaitToReadAsync().AsTask().WaitAsync(s_limit));
        Assert.True(stream.TryRead(out GeneratedToken token));
        return token;
    }

    /// <summary>Reads to the end and keeps the tokens of one answer.</summary>
    public static async Task<int[]> ReadTokensAsync(this GenerationStream stream, int candidate = 0) =>
        [.. (await stream.ReadAllAsync()).Where(t => t.Candidate == candidate).Select(t => t.Token)];
}
