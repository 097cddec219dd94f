using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>Turns the scalars that the front end takes for a proto type into plain JSON.</summary>
/// <param name="text">The parsed text.</param>
/// <param name="keepUnknownNames">Whether names that an enumeration lacks are kept.</param>
internal sealed class Scalars(JsonText text, bool keepUnknownNames)
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Writes the value of a token; false when it is none of the field's type.</summary>
    public bool TryWrite(Utf8JsonWriter output, FieldDescriptor field, int token)
    {
        switch (field.Kind)
        {
            case FieldKind.String:
            case FieldKind.Bytes:
                return TryWriteText(output, field.Kind, token);
            case FieldKind.Bool when TryBool(token, out bool truth):
                output.WriteBooleanValue(truth);
                return true;
            case FieldKind.Int32 when TryInteger(token, int.MinValue, int.MaxValue, out long number):
            case FieldKind.Int64 when TryInteger(token, long.MinValue, long.MaxValue, out number):
                output.WriteNumberValue(number);
                return true;
            case FieldKind.Float:
            case FieldKind.Double:
                return TryWriteReal(output, field.Kind == FieldKind.Float, token);
            case FieldKind.Enum:
                return TryWriteEnum(output, field.Enum!, token);
            default:
                return false;
        }
    }

    /// <summary>What a refusal says of a value that is none of the field's type.</summary>
    public string Explain(FieldDescriptor field, int token)
    {
        if (text[token].Kind == TokenKind.String && field.Kind == FieldKind.Bytes)
        {
            return "Base64 decoding failed for " + Quote(token);
        }

        return text[token].Kind == TokenKind.String && field.Kind == FieldKind.String
            ? $"String exceeds the limit: {WireLimits.MaxStringBytes} bytes."
            : Quote(token);
    }

    /// <summary>A value as refusals repeat it: strings between quotes with nothing escaped.</summary>
    public string Quote(int token) => text[token].Kind switch
    {
        TokenKind.String => $"\"{Echo.Cut(text.GetString(token))}\"",
        TokenKind.Number => QuoteNumber(text.Raw(token)),
        TokenKind.True => "true",
        TokenKind.False => "false",
        _ => "null",
    };

    /// <summary>Whether the token is a whole number in the range, or a string of one.</summary>
    public bool TryInteger(int token, long minimum, long maximum, out long number)
    {
        number = 0;
        if (text[token].Kind == TokenKind.String)
        {
            ReadOnlySpan<byte> digits = text.GetBytes(token);
            return digits is not [(byte)' ', ..] and not [.., (byte)' ']
                && long.TryParse(TrimSpace(digits), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
                && number >= minimum && number <= maximum;
        }

        if (text[token].Kind != TokenKind.Number)
        {
            return false;
        }

        if (long.TryParse(text.Raw(token), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number >= minimum && number <= maximum;
        }

        double real = double.Parse(text.Raw(token), Real, CultureInfo.InvariantCulture);
        if (real != Math.Floor(real) || real < minimum || real > maximum || Math.Abs(real) >= -(double)long.MinValue)
        {
            return false;
        }

        number = (long)real;
        return true;
    }

    private bool TryWriteText(Utf8JsonWriter output, FieldKind kind, int token)
    {
        if (text[token].Kind != TokenKind.String)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = text.GetBytes(token);
        if (kind == FieldKind.Bytes ? !Base64Text.IsValid(bytes) : bytes.Length > WireLimits.MaxStringBytes)
        {
            return false;
        }

        output.WriteStringValue(bytes);
        return true;
    }

    private bool TryBool(int token, out bool truth)
    {
        truth = text[token].Kind == TokenKind.True;
        if (text[token].Kind is TokenKind.True or TokenKind.False)
        {
            return true;
        }

        if (text[token].Kind == TokenKind.String)
        {
            switch (text.GetString(token).ToLowerInvariant())
            {
                case "true" or "t" or "yes" or "y" or "1":
                    truth = true;
                    return Ascii.IsValid(text.GetBytes(token));
                case "false" or "f" or "no" or "n" or "0":
                    return Ascii.IsValid(text.GetBytes(token));
                default:
                    return false;
            }
        }

        bool isNumber = TryInteger(token, 0, 1, out long number);
        truth = number == 1;
        return isNumber;
    }

    private bool TryWriteReal(Utf8JsonWriter output, bool isSingle, int token)
    {
        ReadOnlySpan<byte> digits;
        if (text[token].Kind == TokenKind.String)
        {
            digits = text.GetBytes(token);
            if (digits.SequenceEqual("NaN"u8) || digits.SequenceEqual("Infinity"u8) || digits.SequenceEqual("-Infinity"u8))
            {
                output.WriteStringValue(digits);
                return true;
            }

            if (digits is [(byte)' ', ..] or [.., (byte)' '])
            {
                return false;
            }

            digits = TrimSpace(digits);
        }
        else if (text[token].Kind == TokenKind.Number)
        {
            digits = text.Raw(token);
        }
        else
        {
            return false;
        }

        if (digits.Length > WireLimits.MaxNumberBytes || !double.TryParse(digits, Real, CultureInfo.InvariantCulture, out double real)
            || !double.IsFinite(real) || (isSingle && !float.IsFinite((float)real)))
        {
            return false;
        }

        if (isSingle)
        {
            output.WriteNumberValue((float)real);
        }
        else
        {
            output.WriteNumberValue(real);
        }

        return true;
    }

    private bool TryWriteEnum(Utf8JsonWriter output, EnumDescriptor values, int token)
    {
        if (text[token].Kind == TokenKind.String)
        {
            string sent = text.GetString(token);
            string? name = values.Knows(sent) ? sent
                : TryInteger(token, int.MinValue, int.MaxValue, out long declared) && values.TryGetName((int)declared, out string? declaredName) ? declaredName
                : values.TryNormalize(sent, out string? normalized) ? normalized
                : keepUnknownNames ? sent
                : null;
            if (name is not null)
            {
                output.WriteStringValue(name);
            }

            return name is not null;
        }

        if (text[token].Kind != TokenKind.Number || !TryInteger(token, int.MinValue, int.MaxValue, out long number))
        {
            return false;
        }

        output.WriteNumberValue(number);
        return true;
    }

    private static ReadOnlySpan<byte> TrimSpace(ReadOnlySpan<byte> digits) => digits.Trim("\t\n\v\f\r"u8);

    private static string QuoteNumber(ReadOnlySpan<byte> digits)
    {
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        if (ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large))
        {
            return large.ToString(CultureInfo.InvariantCulture);
        }

        double real = double.Parse(digits, Real, CultureInfo.InvariantCulture);
        string shorter = real.ToString("g15", CultureInfo.InvariantCulture);
        return double.Parse(shorter, CultureInfo.InvariantCulture) == real ? shorter : real.ToString("g17", CultureInfo.InvariantCulture);
    }
}
