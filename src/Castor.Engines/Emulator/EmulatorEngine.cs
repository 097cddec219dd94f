using System.Runtime.CompilerServices;
using Castor.Protocol;

namespace Castor.Engines.Emulator;

/// <summary>Answers deterministically, without a model: the same request and seed give the same bytes.</summary>
public sealed class EmulatorEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "emulator";

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerateContentResponse> GenerateAsync(
        GenerationCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        string said = call.Request.Contents?[^1].Parts?[0].Text ?? "";
        yield return new GenerateContentResponse
        {
            Candidates =
            [
                new Candidate
                {
                    Content = new Content { Parts = [new Part { Text = $"This is the Castor emulator. You said: {said}" }], Role = "model" },
                    FinishReason = FinishReason.Stop,
                    Index = 0,
                },
            ],
            ModelVersion = call.Model.Id,
        };
    }
}
