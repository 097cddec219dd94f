using System.Text;

namespace Castor.Engines.Emulator.Dialogue.Code;

/// <summary>Finds an arithmetic expression in a text and works it out.</summary>
internal ref struct Arithmetic
{
    private const int MostDepth = 64;
    private const int MostLength = 512;

    private static readonly (string Word, char Operation)[] s_words =
    [
        ("multiplied by", '*'),
        ("divided by", '/'),
        ("to the power of", '^'),
        ("plus", '+'),
        ("minus", '-'),
        ("times", '*'),
        ("modulo", '%'),
        ("mod", '%'),
        ("**", '^'),
        ("+", '+'),
        ("-", '-'),
        ("−", '-'),
        ("*", '*'),
        ("×", '*'),
        ("·", '*'),
        ("x", '*'),
        ("/", '/'),
        ("÷", '/'),
        ("%", '%'),
        ("^", '^'),
    ];

    private readonly ReadOnlySpan<char> _text;
    private readonly StringBuilder _python = new();
    private int _position;
    private int _depth;
    private int _operators;

    private Arithmetic(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Works out the expression with the most operators; null where there is none.</summary>
    public static CodeRun? Find(ReadOnlySpan<char> text)
    {
        CodeRun? best = null;
        int most = 0;
        int start = 0;
        while (start < text.Length)
        {
            bool begins = (char.IsAsciiDigit(text[start]) || text[start] is '(' or '-') && (start == 0 || !IsPartOfWord(text[start - 1]));
            if (!begins)
            {
                start++;
                continue;
            }

            var expression = new Arithmetic(text.Slice(start, Math.Min(MostLength, text.Length - start)));
            if (expression.Sum() is { } value && expression._operators > most)
            {
                most = expression._operators;
                best = new CodeRun($"print({expression._python})\n", value + "\n");
            }

            start += Math.Max(1, expression._position);
        }

        return best;
    }

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '_';

    private PythonNumber? Sum() => Binary("+-", static (ref Arithmetic a) => a.Product());

    private PythonNumber? Product() => Binary("*/%", static (ref Arithmetic a) => a.Unary());

    private delegate PythonNumber? Operand(ref Arithmetic arithmetic);

    private PythonNumber? Binary(string operations, Operand operand)
    {
        PythonNumber? left = operand(ref this);
        while (left is not null)
        {
            (int position, int length, int operators) = (_position, _python.Length, _operators);
            if (!TryOperator(operations, out char operation) || operand(ref this) is not { } right)
            {
                // What follows is no operand: the expression ends before the operator.
                (_position, _python.Length, _operators) = (position, length, operators);
                return left;
            }

            left = PythonNumber.Apply(operation, left.Value, right);
        }

        return null;
    }

    private PythonNumber? Unary()
    {
        SkipBlanks();
        if (_position < _text.Length && _text[_position] is '-' or '−')
        {
            if (++_depth > MostDepth)
            {
                return null;
            }

            _position++;
            _python.Append('-');
            PythonNumber? operand = Unary();
            _depth--;
            return operand is { } value ? -value : null;
        }

        PythonNumber? number = Atom();
        (int position, int length, int operators) = (_position, _python.Length, _operators);
        if (number is null || !TryOperator("^", out _))
        {
            return number;
        }

        // The power binds to the right, and tighter than the sign before its base.
        if (++_depth > MostDepth || Unary() is not { } exponent)
        {
            (_position, _python.Length, _operators) = (position, length, operators);
            return number;
        }

        _depth--;
        return PythonNumber.Apply('^', number.Value, exponent);
    }

    private PythonNumber? Atom()
    {
        SkipBlanks();
        if (_position < _text.Length && _text[_position] == '(')
        {
            if (++_depth > MostDepth)
            {
                return null;
            }

            _position++;
            _python.Append('(');
            PythonNumber? inner = Sum();
            SkipBlanks();
            if (inner is null || _position >= _text.Length || _text[_position] != ')')
            {
                return null;
            }

            _position++;
            _depth--;
            _python.Append(')');
            return inner;
        }

        return Number();
    }

    private PythonNumber? Number()
    {
        int start = _position;
        Span<char> digits = stackalloc char[64];
        int length = 0;
        while (_position < _text.Length && length < digits.Length)
        {
            char c = _text[_position];
            bool digitFollows = _position + 1 < _text.Length && char.IsAsciiDigit(_text[_position + 1]);
            bool isThousands = c == ',' && length > 0 && _position + 3 < _text.Length && digitFollows
                && char.IsAsciiDigit(_text[_position + 2]) && char.IsAsciiDigit(_text[_position + 3]);
            if (char.IsAsciiDigit(c) || (c == '.' && digitFollows && !digits[..length].Contains('.')))
            {
                digits[length++] = c;
            }
            else if (!isThousands)
            {
                break;
            }

            _position++;
        }

        // Leading zeros are no Python.
        ReadOnlySpan<char> plain = digits[..length].TrimStart('0');
        plain = plain.IsEmpty || plain[0] == '.' ? string.Concat("0", plain) : plain;
        if (_position == start || PythonNumber.Parse(plain) is not { } number)
        {
            _position = start;
            return null;
        }

        _python.Append(plain);
        return number;
    }

    private bool TryOperator(string operations, out char operation)
    {
        int before = _position;
        SkipBlanks();
        foreach ((string word, char sign) in s_words)
        {
            if (operations.Contains(sign, StringComparison.Ordinal) && _text[_position..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                // "**" is the power, not a product of products.
                if (word == "*" && _text[_position..].StartsWith("**"))
                {
                    continue;
                }

                _position += word.Length;
                _operators++;
                _python.Append(sign switch { '^' => " ** ", _ => $" {sign} " });
                operation = sign;
                return true;
            }
        }

        _position = before;
        operation = default;
        return false;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t')
        {
            _position++;
        }
    }
}
