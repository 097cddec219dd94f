using Castor.Cli.Models.Hub;

namespace Castor.Cli.Models.Download;

/// <summary>Reads the body of an answer, and tells a line that broke or fell silent as such.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly HubAnswer _answer;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _cancellationToken;
    private Stream? _body;

    public BodyReader(HubAnswer answer, TimeProvider clock, CancellationToken cancellationToken)
    {
        _answer = answer;
        _silence = new CancellationTokenSource(HubConnection.LongestSilence, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        _cancellationToken = cancellationToken;
    }

    /// <summary>The next bytes; 0 at the end of the body.</summary>
    /// <exception cref="CutException">The line broke, or nothing came for a minute.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _silence.CancelAfter(HubConnection.LongestSilence);
            _body ??= await _answer.Message.Content.ReadAsStreamAsync(_either.Token);
            return await _body.ReadAsync(buffer, _either.Token);
        }
        catch (OperationCanceledException) when (!_cancellationToken.IsCancellationRequested)
        {
            throw new CutException($"nothing came from {_answer.Address.Host} for {HubConnection.LongestSilence.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new CutException($"the line to {_answer.Address.Host} was cut", e);
        }
    }

    public void Dispose()
    {
        _body?.Dispose();
        _either.Dispose();
        _silence.Dispose();
    }
}
