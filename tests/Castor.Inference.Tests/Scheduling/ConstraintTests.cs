using Castor.Inference.Sampling;
using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

public sealed class ConstraintTests
{
    [Fact]
    public async Task Generate_UnderAConstraint_DrawsWhatItAllows()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(5, 30, 60) with { Constraint = () => new RepeatingMask(0x1111_1111_1111_1111, 1) };
        Task<int[]> beside = server.Generate(TinyServer.Request(6, 300, 60)).ReadTokensAsync();

        int[] tokens = await server.Generate(request).ReadTokensAsync();

        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 4), tokens.Select(t => t % 4));
        Assert.Equal(server.Alone(request), tokens);
        Assert.Equal(server.Alone(TinyServer.Request(6, 300, 60)), await beside);
    }

    [Fact]
    public async Task Generate_AConstraintThatFails_FailsItsOwnRequestOnly()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(6, 20, 60);
        Task<int[]> beside = server.Generate(request).ReadTokensAsync();

        GenerationStream failing = server.Generate(TinyServer.Request(5, 30, 60) with { Constraint = () => new FailingConstraint() });
        GenerationStream empty = server.Generate(TinyServer.Request(5, 30, 60) with { Constraint = () => new RepeatingMask(0) });
        GenerationStream severalFailing = server.Generate(
            TinyServer.Request(5, 30, 60) with { Constraint = () => new FailingConstraint(), CandidateCount = 3 });

        Assert.Equal("Third.", (await Assert.ThrowsAsync<FormatException>(failing.ReadAllAsync)).Message);
        Assert.Contains("No token", (await Assert.ThrowsAsync<InvalidOperationException>(empty.ReadAllAsync)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FormatException>(severalFailing.ReadAllAsync);
        Assert.Equal(server.Alone(request), await beside);
    }

    [Fact]
    public void Generate_AConstraintThatCannotBeMade_IsTheCallersToHear()
    {
        using TinyServer server = new();

        Assert.Throws<FormatException>(
            () => server.Generate(TinyServer.Request(5, 30, 60) with { Constraint = () => throw new FormatException() }));
        Assert.Equal(0, server.Runner.QueuedCount);
    }

    private sealed class FailingConstraint : TokenConstraint
    {
        private int _count;

        public override ReadOnlySpan<ulong> Allowed => [];

        public override void Accept(int token)
        {
            if (++_count == 3)
            {
                throw new FormatException("Third.");
            }
        }
    }
}
