using Castor.Protocol;

namespace Castor.Server.FrontEnd;

/// <summary>An unpacked body that ends with a refusal where it grows too large, or out of all proportion to what was sent.</summary>
internal sealed class UnpackedBody(Stream unpacked, CountedStream packed) : Stream
{
    /// <summary>JSON and base64 shrink to a tenth; text that repeats itself to a hundredth. A bomb has a thousand.</summary>
    internal const int LargestRatio = 200;

    /// <summary>Below this size no ratio does harm.</summary>
    internal const long HarmlessBytes = 4 * 1024 * 1024;

    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await unpacked.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw ApiException.InvalidArgument("The request body does not match its Content-Encoding.");
        }

        _bytes += read;
        if (_bytes > BodySizeLimit.Bytes)
        {
            throw BodySizeLimit.Refusal();
        }

        return _bytes > HarmlessBytes && _bytes > packed.BytesRead * LargestRatio
            ? throw ApiException.InvalidArgument($"Request payload unpacks to more than {LargestRatio} times its size.")
            : read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await unpacked.DisposeAsync();
        await base.DisposeAsync();
    }
}
