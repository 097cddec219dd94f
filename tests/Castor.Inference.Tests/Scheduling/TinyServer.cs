using Castor.Inference.Gguf;
using Castor.Inference.Models;
using Castor.Inference.Scheduling;
using Castor.Inference.Tests.Models;

namespace Castor.Inference.Tests.Scheduling;

/// <summary>A small random model behind a runner, and the same model once more for a plain loop to compare with.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly TinyModel _file;
    private readonly LanguageModel _model;
    private readonly LanguageModel _other;

    public TinyServer(RunnerOptions? options = null, TimeProvider? clock = null, int window = TinyModel.Window, int threads = 1, string? kernels = null, string shape = "gemma3")
    {
        _file = shape switch
        {
            "gemma3" => TinyModel.Gemma3(TensorType.Q8_0, window: window),
            "gemma3n" => TinyModel.Gemma3n(TensorType.Q8_0, window: window),
            _ => TinyModel.Experts(TensorType.Q8_0, window: window),
        };
        _model = LanguageModel.Load(_file.Path, new ModelOptions { Threads = threads, MaxBatch = 64, Kernels = kernels });
        _other = LanguageModel.Load(_file.Path, new ModelOptions { Threads = 1, Kernels = kernels });
        Runner = new ModelRunner(_model, options, clock);
    }

    public ModelRunner Runner { get; }

    /// <summary>What the model's thread works on; only to be looked at while it sleeps.</summary>
    public BatchScheduler Scheduler => Runner.Scheduler;

    /// <summary>Whether an answer's keys and values are of no use to a prompt.</summary>
    public bool KeepsPromptsApart => _model.ComputesPromptsApart;

    /// <summary>Has the runner answer.</summary>
    public GenerationStream Generate(GenerationRequest request) => Runner.Generate(request);

    /// <summary>What one answer to the request is when nothing else runs and nothing is kept.</summary>
    public int[] Alone(GenerationRequest request, int candidate = 0) => [.. PlainLoop.Generate(_other, request, candidate, Runner.ContextLength)];

    /// <summary>A prompt of random tokens.</summary>
    public static int[] Prompt(ulong seed, int length)
    {
        SeededNumbers numbers = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => numbers.Below(TinyModel.Vocabulary))];
    }

    /// <summary>A request for a random answer.</summary>
    public static GenerationRequest Request(ulong seed, int promptLength, int maxTokens) => new()
    {
        Prompt = Prompt(seed, promptLength),
        Sampling = new() { Seed = (long)seed, TopK = 40, TopP = 0.95f },
        MaxTokens = maxTokens,
    };

    /// <summary>Waits until the model's thread sleeps.</summary>
    public void WaitUntilAsleep() => SpinWait.SpinUntil(() => Runner.IsIdle);

    public void Dispose()
    {
        Runner.Dispose();
        _model.Dispose();
        _other.Dispose();
        _file.Dispose();
    }
}
