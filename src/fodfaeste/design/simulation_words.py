"""What the parts of a simulation's report are called, and what each says before its numbers."""

from fodfaeste.core.words import Words

#: The three kinds of doubt, by the name of the band.
BANDS = {
    "chance": Words("Tilfældet", "Chance"),
    "knowledge": Words("Viden", "Knowledge"),
    "country": Words("Landet", "The country"),
}

UNITS = {
    "persons": Words("borgere", "citizens"),
    "months": Words("måneder", "months"),
    "days": Words("dage", "days"),
    "percent": Words("procent", "per cent"),
    "kroner": Words("kroner", "kroner"),
    "seats": Words("pladser", "seats"),
}

#: Of each section its heading and its first paragraph.
SECTIONS = {
    "difference": (
        Words("Forskellen mod i dag", "The difference against today"),
        Words(
            "Forskellen er den prøvede politik minus dagens, på de samme mennesker og med de samme"
            " tilfældige tal. Tilfældet er, hvad ni af ti kørsler ligger inden for, når alle tal er de"
            " midterste. Viden er det samme, når virkninger og hyppigheder er trukket efter, hvor sikkert de"
            " er kendt. Landet er, hvor langt forskellen flytter sig, hvis landets arbejdsmarked går bedre"
            " eller dårligere.",
            "The difference is the tried policy less today's, on the same people and with the same random"
            " numbers. Chance is what nine of ten runs lie within when all numbers are the middle ones."
            " Knowledge is the same when effects and rates are drawn by how surely they are known. The"
            " country is how far the difference moves if the country's labour market does better or worse.",
        ),
    ),
    "net": (
        Words("Hvem vinder, og hvem taber", "Who gains and who loses"),
        Words(
            "Direkte er dem, hvis vej gennem tilbuddene bliver en anden. Fortrængt er alle andre: de deler"
            " ledige job og pladser med dem. Netto er begge dele.",
            "Direct are those whose way through the offers changes. Displaced is everybody else: they share"
            " vacancies and seats with them. Net is both.",
        ),
    ),
    "moved": (
        Words("Hvilken antagelse flytter svaret mest", "Which assumption moves the answer most"),
        Words(
            "Hver antagelse er prøvet lavt og højt, mens alt andet stod i midten. Tallet er, hvor meget"
            " forskellen mod i dag flyttede sig, alle måneder lagt sammen.",
            "Each assumption was tried low and high with everything else in the middle. The number is how"
            " far the difference against today moved, all months added up.",
        ),
    ),
    "years": (
        Words("År for år", "Year by year"),
        Words(
            "Tallene er for den sidste måned i hvert år.",
            "The figures are of the last month of each year.",
        ),
    ),
    "tracks": (
        Words("Tilbud, pladser og kø", "Offers, seats and queue"),
        Words(
            "Er pladserne fulde, kan en ny frist kun flytte på køen.",
            "Where seats are full, a new deadline can only move the queue.",
        ),
    ),
    "groups": (
        Words("Målgrupper", "Groups"),
        Words(
            "Mennesker i en simulation er ikke rigtige borgere. En gruppe på færre end fem i den første"
            " måned er alligevel holdt tilbage, og det er enhver måned med færre end fem.",
            "People in a simulation are no real citizens. A group of fewer than five in the first month is"
            " held back all the same, and so is any month with fewer than five.",
        ),
    ),
    "indicators": (
        Words("Politikkens egne tal", "The policy's own figures"),
        Words(
            "Hvert tal er for den sidste måned, der er fortalt om.",
            "Each figure is of the last month told of.",
        ),
    ),
    "granted": (
        Words("Det, der er taget for givet", "What is taken for granted"),
        Words(
            "Tal, som ingen har besluttet eller målt her, står i packs/simulation med grund og kilde.",
            "Numbers that nobody has decided or measured here stand in packs/simulation with reason and"
            " source.",
        ),
    ),
    "never": (
        Words("Det, der ikke er simuleret", "What is not simulated"),
        Words("Svaret siger intet om dette.", "The answer says nothing of this."),
    ),
    "inputs": (
        Words("Det, der er regnet på", "What was reckoned on"),
        Words(
            "Med de samme filer og det samme frø giver samme udgave samme svar, tegn for tegn.",
            "With the same files and the same seed the same version gives the same answer, character by"
            " character.",
        ),
    ),
}

NET = {
    ("work", "direct"): Words("Måneder i arbejde, direkte", "Months in work, direct"),
    ("work", "displaced"): Words("Måneder i arbejde, fortrængt", "Months in work, displaced"),
    ("work", "net"): Words("Måneder i arbejde, netto", "Months in work, net"),
    ("claimed", "direct"): Words("Måneder i indsats, direkte", "Months in the effort, direct"),
    ("claimed", "displaced"): Words("Måneder i indsats, fortrængt", "Months in the effort, displaced"),
    ("claimed", "net"): Words("Måneder i indsats, netto", "Months in the effort, net"),
}

HEADS = {
    "chart": Words(
        "Forskellen mod i dag måned for måned med tre bånd: tilfældet, viden og landet. De samme tal står i"
        " months.csv.",
        "The difference against today month by month with three bands: chance, knowledge and the country. The"
        " same numbers stand in months.csv.",
    ),
    "totals": Words("Alle måneder lagt sammen", "All months added up"),
    "net": Words("Måneder vundet og tabt", "Months gained and lost"),
    "moved": Words("Så meget flytter forskellen sig", "How far the difference moves"),
    "at_end": Words("I den sidste måned, der er fortalt om", "In the last month told of"),
    "not_simulated": Words("Tal, der ikke er simuleret", "Figures not simulated"),
    "inputs": Words("Filer, politikker og frø", "Files, policies and seed"),
    "measure": Words("Tal", "Figure"),
    "unit": Words("Enhed", "Unit"),
    "difference": Words("Forskel", "Difference"),
    "today": Words("I dag", "Today"),
    "tried": Words("Prøvet", "Tried"),
    "ends": Words("Måneden ender", "Month ends"),
    "held_back": Words("under 5 borgere", "under 5 citizens"),
    "too_far": Words("–", "–"),
    "span": Words("{} til {}", "{} to {}"),
    "assumption": Words("Antagelse", "Assumption"),
    "caseload_low": Words("Måneder i indsats, lavt", "Months in the effort, low"),
    "caseload_high": Words("Måneder i indsats, højt", "Months in the effort, high"),
    "spending_low": Words("Kroner, lavt", "Kroner, low"),
    "spending_high": Words("Kroner, højt", "Kroner, high"),
    "figure": Words("Tal", "Figure"),
    "why_not": Words("Grund", "Reason"),
    "what": Words("Hvad", "What"),
    "value": Words("Værdi", "Value"),
}


def heads(language: str, *, levels: bool) -> list[str]:
    """The headings of a table of differences: figure, unit, difference, its bands, and both policies."""
    words = [HEADS["measure"], HEADS["unit"], HEADS["difference"], *BANDS.values()]
    words += [HEADS["today"], HEADS["tried"]] if levels else []
    return [one.in_language(language) for one in words]
