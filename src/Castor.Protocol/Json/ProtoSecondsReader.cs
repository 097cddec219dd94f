using System.Text.Json;

namespace Castor.Protocol.Json;

/// <summary>Reads the message form of durations and timestamps, <c>{"seconds":3,"nanos":500000000}</c>, which the front end takes beside the text.</summary>
internal static class ProtoSecondsReader
{
    private const int NanosPerSecond = 1_000_000_000;

    public static (long Seconds, int Nanos) Read(ref Utf8JsonReader reader)
    {
        long seconds = 0;
        int nanos = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSeconds = reader.ValueTextEquals("seconds"u8);
            if ((!isSeconds && !reader.ValueTextEquals("nanos"u8)) || !reader.Read()
                || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number))
            {
                throw new JsonException();
            }

            if (isSeconds)
            {
                seconds = number;
            }
            else
            {
                nanos = Math.Abs(number) < NanosPerSecond ? (int)number : throw new JsonException();
            }
        }

        return (seconds, nanos);
    }
}
