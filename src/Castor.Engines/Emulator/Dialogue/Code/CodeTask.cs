using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Castor.Engines.Emulator.Dialogue.Rules;

namespace Castor.Engines.Emulator.Dialogue.Code;

/// <summary>Finds what a prompt wants computed, writes the Python for it and works out what that prints.</summary>
internal static class CodeTask
{
    private const int MostPrimes = 10_000;
    private const int MostSteps = 2_000;
    private const int ShortPrompt = 200;

    private static readonly string[] s_signs = ["code", "run", "execute", "compute", "calculate", "python", "script", "program"];

    /// <summary>The program for a prompt; null where nothing is to be computed.</summary>
    public static CodeRun? Find(string prompt)
    {
        if (NumberBehind(prompt, "first", out int count) is { } noun && noun.StartsWith("prime", StringComparison.OrdinalIgnoreCase) && count <= MostPrimes)
        {
            return Primes(count, isSum: prompt.Contains("sum", StringComparison.OrdinalIgnoreCase));
        }

        if (NumberBehind(prompt, "factorial of", out int factor) is not null && factor <= MostSteps)
        {
            return new CodeRun($"import math\nprint(math.factorial({factor}))\n", Factorial(factor).ToString(CultureInfo.InvariantCulture) + "\n");
        }

        if (prompt.Contains("fibonacci", StringComparison.OrdinalIgnoreCase) && FirstNumber(prompt) is { } place && place <= MostSteps)
        {
            return Fibonacci(place);
        }

        return Arithmetic.Find(prompt) ?? (IsAboutCode(prompt) ? WordCount(prompt) : null);
    }

    private static CodeRun Primes(int count, bool isSum)
    {
        var primes = new List<int>(count);
        for (int n = 2; primes.Count < count; n++)
        {
            bool isPrime = true;
            for (int i = 0; i < primes.Count && primes[i] * primes[i] <= n; i++)
            {
                if (n % primes[i] == 0)
                {
                    isPrime = false;
                    break;
                }
            }

            if (isPrime)
            {
                primes.Add(n);
            }
        }

        string code = $$"""
            primes = []
            n = 2
            while len(primes) < {{count}}:
                if all(n % p for p in primes if p * p <= n):
                    primes.append(n)
                n += 1
            print({{(isSum ? "sum(primes)" : "primes")}})

            """;
        string output = isSum
            ? primes.Sum(p => (long)p).ToString(CultureInfo.InvariantCulture)
            : $"[{string.Join(", ", primes.Select(p => p.ToString(CultureInfo.InvariantCulture)))}]";
        return new CodeRun(code, output + "\n");
    }

    private static BigInteger Factorial(int factor)
    {
        BigInteger product = 1;
        for (int i = 2; i <= factor; i++)
        {
            product *= i;
        }

        return product;
    }

    private static CodeRun Fibonacci(int place)
    {
        (BigInteger a, BigInteger b) = (0, 1);
        for (int i = 0; i < place; i++)
        {
            (a, b) = (b, a + b);
        }

        return new CodeRun($"a, b = 0, 1\nfor _ in range({place}):\n    a, b = b, a + b\nprint(a)\n", a.ToString(CultureInfo.InvariantCulture) + "\n");
    }

    /// <summary>Where nothing else can be computed, the words of the request are counted: true, if not what was asked for.</summary>
    private static CodeRun WordCount(string prompt)
    {
        TextBuffer quote = TextBuffer.Rent();
        Quote.Append(quote, prompt, ShortPrompt);
        // A lone surrogate cannot be written as JSON; the round trip replaces it.
        string request = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(quote.Finish()));
        string literal = "\"" + JsonEncodedText.Encode(request) + "\"";
        int words = PromptWords.Count(request);
        return new CodeRun($"request = {literal}\nprint(len(request.split()), \"words\")\n", $"{words} words\n");
    }

    private static bool IsAboutCode(string prompt)
    {
        foreach (string sign in s_signs)
        {
            if (prompt.Contains(sign, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the number behind some words, and what follows it.</summary>
    private static string? NumberBehind(string prompt, string words, out int number)
    {
        number = 0;
        int found = prompt.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return found >= 0 && NumberWords.TryRead(PromptWords.First(prompt.AsSpan(found + words.Length), out ReadOnlySpan<char> rest), out number)
            ? rest.TrimStart().ToString()
            : null;
    }

    private static int? FirstNumber(ReadOnlySpan<char> prompt)
    {
        int start = prompt.IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return null;
        }

        int length = prompt[start..].IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = length < 0 ? prompt[start..] : prompt.Slice(start, length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
