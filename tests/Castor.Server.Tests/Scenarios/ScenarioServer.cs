using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Castor.Server.Tests.Scenarios;

/// <summary>A running server with one scenario file.</summary>
internal sealed class ScenarioServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ScenarioServer(DirectoryInfo folder, RunningServer running)
    {
        _folder = folder;
        Running = running;
    }

    public RunningServer Running { get; }

    public static async Task<ScenarioServer> StartAsync(string yaml, TimeProvider? time = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("castor-scenarios-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "test.yaml"), yaml, TestContext.Current.CancellationToken);
            return new ScenarioServer(folder, await RunningServer.StartAsync(
                o => o with { ScenariosFolder = folder.FullName },
                services =>
                {
                    if (time is not null)
                    {
                        services.Replace(ServiceDescriptor.Singleton(time));
                    }
                }));
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Reads a stream to its end, however it ends.</summary>
    public async Task<(string Text, Exception? End)> ReadStreamAsync(string path, string json)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        var text = new StringBuilder();
        try
        {
            using HttpResponseMessage response = await Running.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            await using Stream body = await response.Content.ReadAsStreamAsync(token);
            byte[] buffer = new byte[4096];
            for (int read; (read = await body.ReadAsync(buffer, token)) > 0;)
            {
                text.Append(Encoding.UTF8.GetString(buffer.AsSpan(0, read)));
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (text.ToString(), exception);
        }

        return (text.ToString(), null);
    }

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
