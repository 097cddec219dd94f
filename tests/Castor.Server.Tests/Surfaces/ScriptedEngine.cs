using System.Runtime.CompilerServices;
using Castor.Engines;
using Castor.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Castor.Server.Tests.Surfaces;

/// <summary>An engine in the emulator's place that does what a test writes down.</summary>
internal sealed class ScriptedEngine(Func<GenerationCall, CancellationToken, IAsyncEnumerable<GenerateContentResponse>> script) : IEngine
{
    public string Name => "emulator";

    public IAsyncEnumerable<GenerateContentResponse> GenerateAsync(GenerationCall call, CancellationToken cancellationToken) =>
        script(call, cancellationToken);

    /// <summary>A server whose only engine is the script.</summary>
    public static Task<RunningServer> ServeAsync(
        Func<GenerationCall, CancellationToken, IAsyncEnumerable<GenerateContentResponse>> script, TimeProvider? time = null) =>
        RunningServer.StartAsync(services: services =>
        {
            services.RemoveAll<IEngine>();
            services.AddSingleton<IEngine>(new ScriptedEngine(script));
            if (time is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(time));
            }
        });

    public static GenerateContentResponse Text(string text, bool last = false) => new()
    {
        Candidates =
        [
            new Candidate
            {
                Content = new Content { Parts = [new Part { Text = text }], Role = "model" },
                FinishReason = last ? FinishReason.Stop : null,
                Index = 0,
            },
        ],
        ModelVersion = "gemini-2.5-flash",
    };

    /// <summary>Chunks, then a failure.</summary>
    public static async IAsyncEnumerable<GenerateContentResponse> ChunksAsync(
        IEnumerable<GenerateContentResponse> chunks, Exception? failure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (GenerateContentResponse chunk in chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return chunk;
        }

        await Task.Yield();
        if (failure is not null)
        {
            throw failure;
        }
    }
}
