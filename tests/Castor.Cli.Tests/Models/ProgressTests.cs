using Castor.Cli.Models;
using Castor.Cli.Models.Download;

namespace Castor.Cli.Tests.Models;

public sealed class ProgressTests
{
    [Fact]
    public void LineProgress_OfAPullGoneOnWith_CountsOnlyWhatComesNow()
    {
        var clock = new FakeClock();
        var output = new StringWriter { NewLine = "\n" };
        var progress = new LineProgress(output, clock);
        progress.Start("Pulling", "m.gguf", 1_000_000_000, 500_000_000);
        for (int i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            progress.Advance(100_000_000);
        }

        Assert.Equal(
            """
            Pulling m.gguf, 1.00 GB, of which 500 MB are here already.
               60%  600 MB of 1.00 GB, 50 MB/s, 8 s left
               70%  700 MB of 1.00 GB, 50 MB/s, 6 s left
               80%  800 MB of 1.00 GB, 50 MB/s, 4 s left
               90%  900 MB of 1.00 GB, 50 MB/s, 2 s left
              100%  1.00 GB of 1.00 GB, 50 MB/s

            """,
            output.ToString());
    }

    [Fact]
    public void SpeedMeter_AfterAChangeOfSpeed_ForgetsTheOldOne()
    {
        var clock = new FakeClock();
        var meter = new SpeedMeter(clock, size: null, done: 0);
        Assert.Null(meter.Speed);
        foreach (int speed in (int[])[1_000_000, 10_000_000])
        {
            for (int i = 0; i < 30; i++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                meter.Advance(speed);
            }

            Assert.Equal(speed, meter.Speed);
        }

        Assert.Equal("330 MB, 10 MB/s", meter.Describe());
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 kB")]
    [InlineData(9_949, "9.9 kB")]
    [InlineData(9_950, "10 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(999_500_000, "1.00 GB")]
    [InlineData(17_200_000_000, "17.20 GB")]
    public void ByteSize_OfANumber_HasItsUnit(long bytes, string expected) => Assert.Equal(expected, ByteSize.Text(bytes));

    [Fact]
    public void Crc32C_InPieces_IsThatOfTheWhole()
    {
        // The check value of the CRC catalogues for "123456789".
        Assert.Equal(0xE3069283u, Crc32C.Append(0, "123456789"u8));
        byte[] bytes = Weights.Make(1000, seed: 9);
        for (int at = 0; at <= bytes.Length; at += 7)
        {
            Assert.Equal(Crc32C.Append(0, bytes), Crc32C.Append(Crc32C.Append(0, bytes.AsSpan(0, at)), bytes.AsSpan(at)));
        }
    }
}
