using Castor.Cli.Models.Download;
using Castor.Cli.Models.Hub;
using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models;

/// <summary>Pulls a model: finds its files, and brings each to its place.</summary>
internal sealed class ModelPull(HubConnection connection, LocalModels models, IPullProgress progress, DownloadOptions options)
{
    /// <summary>Pulls the files that a reference means, in order.</summary>
    /// <param name="reference">What is asked for.</param>
    /// <param name="sha256">What the file has to have; null for what the hub tells.</param>
    /// <param name="cancellationToken">Stops the pull; what came is kept.</param>
    /// <exception cref="PullException">It could not be done.</exception>
    public async Task<IReadOnlyList<DownloadResult>> RunAsync(ModelReference reference, string? sha256, CancellationToken cancellationToken)
    {
        IReadOnlyList<DownloadPlan> plans = reference.Url is null ? await PlanAsync(reference, cancellationToken) : PlanUrl(reference, reference.Url);
        if (sha256 is not null)
        {
            plans = plans is [var only]
                ? [only with { Sha256 = sha256 }]
                : throw new PullException($"--sha256 is for one file, and the model has {plans.Count}.") { IsMisuse = true };
        }

        var download = new FileDownload(connection, progress, options);
        var results = new List<DownloadResult>();
        foreach (DownloadPlan plan in plans)
        {
            results.Add(await download.RunAsync(plan, cancellationToken));
        }

        return results;
    }

    private async Task<IReadOnlyList<DownloadPlan>> PlanAsync(ModelReference reference, CancellationToken cancellationToken)
    {
        var tree = new HubTree(connection, options.Clock, progress.Note);
        IReadOnlyList<HubFile> files = GgufChoice.Pick(reference, await tree.ListAsync(reference, cancellationToken));
        return [.. files.Select((file, i) =>
        {
            string target = models.PathOf(reference.Repository, file.Path);
            return new DownloadPlan
            {
                Name = Path.GetFileName(target),
                Address = tree.AddressOf(reference, file.Path),
                Target = target,
                Size = file.Size,
                Sha256 = file.Sha256,
                Following = files.Skip(i + 1).Where(f => !File.Exists(models.PathOf(reference.Repository, f.Path))).Sum(f => f.Size),
                Repository = reference.Repository,
                File = file.Path,
                Refusal = answer => HubRefusal.Explain(answer, connection.Settings, reference, file.Path),
            };
        })];
    }

    private DownloadPlan[] PlanUrl(ModelReference reference, Uri url)
    {
        Uri[] parts = SplitName.Of(url.AbsolutePath) is { } split
            ? [.. split.All().Select(path => new UriBuilder(url) { Path = path }.Uri)]
            : [url];
        return [.. parts.Select(part =>
        {
            string path = Uri.UnescapeDataString(part.AbsolutePath);
            int at = path.LastIndexOf('/');
            string target = models.PathOf(part.Host + path[..at], path[(at + 1)..]);
            return new DownloadPlan
            {
                Name = Path.GetFileName(target),
                Address = part,
                Target = target,
                Refusal = answer => HubRefusal.Explain(answer, connection.Settings, reference, file: null),
            };
        })];
    }
}
