using System.Globalization;
using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>A JSON number: exact as far as a decimal reaches, a double beyond.</summary>
internal readonly record struct JsonNumber : IComparable<JsonNumber>
{
    private const decimal Unscaled = 1.0000000000000000000000000000m;

    /// <summary>An exact number.</summary>
    public JsonNumber(decimal value)
    {
        // The division drops trailing zeros, so that 1.0 is written as 1.
        Exact = value / Unscaled;
        Approximate = (double)value;
        IsExact = true;
    }

    private JsonNumber(double value) => Approximate = value;

    /// <summary>The value, where <see cref="IsExact"/> holds.</summary>
    public decimal Exact { get; }

    /// <summary>The value as other implementations read it.</summary>
    public double Approximate { get; }

    /// <summary>Whether a decimal holds the number.</summary>
    public bool IsExact { get; }

    /// <summary>Whether there is no fraction.</summary>
    public bool IsWhole => IsExact ? decimal.Truncate(Exact) == Exact : Math.Floor(Approximate) == Approximate;

    /// <summary>Reads a number of a JSON text.</summary>
    public static JsonNumber From(JsonElement element) =>
        element.TryGetDecimal(out decimal value) ? new(value) : new(Math.Clamp(element.GetDouble(), double.MinValue, double.MaxValue));

    /// <summary>Reads a double by its shortest text, as the sender wrote it.</summary>
    public static JsonNumber From(double value) =>
        decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            ? new(exact)
            : new(value);

    /// <inheritdoc/>
    public int CompareTo(JsonNumber other) =>
        IsExact && other.IsExact ? Exact.CompareTo(other.Exact) : Approximate.CompareTo(other.Approximate);

    /// <summary>Whether both are the same number.</summary>
    public bool Equals(JsonNumber other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => Approximate.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() =>
        IsExact ? Exact.ToString(CultureInfo.InvariantCulture) : Approximate.ToString("R", CultureInfo.InvariantCulture);
}
