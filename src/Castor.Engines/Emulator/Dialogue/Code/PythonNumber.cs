using System.Globalization;
using System.Numerics;

namespace Castor.Engines.Emulator.Dialogue.Code;

/// <summary>A number with the arithmetic of Python: whole numbers without bound, and floats from a division on.</summary>
internal readonly struct PythonNumber
{
    private const int MostBits = 16384;

    private readonly BigInteger _whole;
    private readonly double _float;
    private readonly bool _isFloat;

    private PythonNumber(BigInteger whole) => _whole = whole;

    private PythonNumber(double value)
    {
        _float = value;
        _isFloat = true;
    }

    private double AsFloat => _isFloat ? _float : (double)_whole;

    public static PythonNumber Of(BigInteger whole) => new(whole);

    /// <summary>Reads digits, with or without a fraction.</summary>
    public static PythonNumber? Parse(ReadOnlySpan<char> digits)
    {
        if (digits.Contains('.'))
        {
            return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? new(value) : null;
        }

        return BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger whole) ? new(whole) : null;
    }

    /// <summary>Applies an operator; null where Python would raise an error or the result is out of all bounds.</summary>
    public static PythonNumber? Apply(char operation, PythonNumber left, PythonNumber right)
    {
        PythonNumber? result = left._isFloat || right._isFloat || operation == '/' || (operation == '^' && right._whole.Sign < 0)
            ? OfFloats(operation, left.AsFloat, right.AsFloat)
            : OfWholes(operation, left._whole, right._whole);
        return result is { _isFloat: true } value && !double.IsFinite(value._float) ? null : result;
    }

    public static PythonNumber operator -(PythonNumber value) => value._isFloat ? new(-value._float) : new(-value._whole);

    /// <summary>As <c>print</c> writes it.</summary>
    public override string ToString()
    {
        if (!_isFloat)
        {
            return _whole.ToString(CultureInfo.InvariantCulture);
        }

        return double.IsInteger(_float) && Math.Abs(_float) < 1e16
            ? _float.ToString("F1", CultureInfo.InvariantCulture)
            : _float.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
    }

    private static PythonNumber? OfWholes(char operation, BigInteger left, BigInteger right) => operation switch
    {
        '+' => new(left + right),
        '-' => new(left - right),
        '*' => new(left * right),
        '%' => right.IsZero ? null : new(left - (right * FloorDivide(left, right))),
        '^' => left.GetBitLength() * (double)right > MostBits ? null : new(BigInteger.Pow(left, (int)right)),
        _ => null,
    };

    private static PythonNumber? OfFloats(char operation, double left, double right) => operation switch
    {
        '+' => new(left + right),
        '-' => new(left - right),
        '*' => new(left * right),
        '/' => right == 0 ? null : new(left / right),
        '%' => right == 0 ? null : new(left - (right * Math.Floor(left / right))),
        '^' => left == 0 && right < 0 ? null : new(Math.Pow(left, right)),
        _ => null,
    };

    private static BigInteger FloorDivide(BigInteger left, BigInteger right)
    {
        BigInteger quotient = BigInteger.DivRem(left, right, out BigInteger rest);
        return rest.IsZero || rest.Sign == right.Sign ? quotient : quotient - 1;
    }
}
