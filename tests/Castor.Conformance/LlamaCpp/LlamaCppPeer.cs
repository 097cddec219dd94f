using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using Castor.Conformance.Running;

namespace Castor.Conformance.LlamaCpp;

/// <summary>Writes all models once and has llama.cpp answer for them in one process.</summary>
public sealed class LlamaCppPeer : IAsyncLifetime
{
    /// <summary>Why tests are skipped where there is no such peer.</summary>
    public const string Missing = "llama.cpp is installed for Linux on x64 alone.";

    private const int AnswerLength = 24;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly ScratchFolder _folder = new();
    private readonly ConcurrentDictionary<PeerModel, Lazy<Agreement>> _agreements = new();
    private Dictionary<string, PeerAnswer> _answers = [];

    /// <summary>Whether this machine can run it.</summary>
    public static bool IsAvailable => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    /// <summary>How near Castor is to it, for a model that generates.</summary>
    internal Agreement AgreementOn(PeerModel model) => _agreements.GetOrAdd(
        model, m => new Lazy<Agreement>(() => Agreement.Measure(m, _folder.Path, PeerPrompts.Of(m), _answers[m.Name].Runs!))).Value;

    /// <summary>The cosine between its embedding of a text longer than the window and Castor's.</summary>
    internal double CosineOf(PeerModel model) => EmbeddingAgreement.Cosine(model.PathIn(_folder.Path), PeerPrompts.TextFor(model), _answers[model.Name].Embedding!);

    public async ValueTask InitializeAsync()
    {
        if (!IsAvailable)
        {
            return;
        }

        Task installed = NpmPackages.InstallAsync(RepositoryFolders.LlamaCpp);
        foreach (PeerModel model in PeerModel.All)
        {
            model.Write(_folder.Path);
        }

        await installed;
        string jobs = Path.Combine(_folder.Path, "jobs.json");
        string answers = Path.Combine(_folder.Path, "answers.json");
        await File.WriteAllBytesAsync(jobs, JsonSerializer.SerializeToUtf8Bytes(PeerModel.All.Select(JobOf)));
        string[] arguments = ["answer.mjs", jobs, answers];
        ProcessResult result = await ExternalProgram.RunAsync("node", arguments, RepositoryFolders.LlamaCpp, new Dictionary<string, string>(), s_limit);
        Assert.True(result.ExitCode == 0, result.ToString());
        _answers = JsonSerializer.Deserialize<PeerAnswer[]>(await File.ReadAllBytesAsync(answers))!.ToDictionary(answer => answer.Name);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private PeerJob JobOf(PeerModel model) => model.Embeds
        ? new PeerJob(model.Name, model.PathIn(_folder.Path), null, 0, PeerPrompts.TextFor(model))
        : new PeerJob(model.Name, model.PathIn(_folder.Path), PeerPrompts.Of(model), AnswerLength, null);
}
