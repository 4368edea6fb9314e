import sys


def main():
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    lines = int(input())
    long_words = 0
    for number in range(lines):
        text = input()
        shifted = alphabet[number % 26:] + alphabet[:number % 26]
        try:
            # One byte a letter: several times as quick as a table of characters.
            table = bytes.maketrans(alphabet.encode(), shifted.encode())
            result = text.encode("latin-1").translate(table)[::-1].decode("latin-1")
        except UnicodeEncodeError:
            result = text.translate(str.maketrans(alphabet, shifted))[::-1]
        for word in result.split():
            if len(word) > 6:
                long_words += 1
        sys.stdout.write(result + "\n")
    print(long_words)


main()
