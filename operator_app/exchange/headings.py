"""Column headings as people write them, in three languages, and the columns that they mean."""

import re
from dataclasses import dataclass
from functools import cache

from operator_app.domain.languages import Language
from operator_app.domain.text import fold
from operator_app.exchange.cleaning import cleaned
from operator_app.exchange.columns import NAMES

_LANGUAGES = {
    Language.AR: "ar arabe arabic عربي عربية العربية بالعربية العربي",
    Language.FR: "fr français francais french فرنسي فرنسية الفرنسية بالفرنسية الفرنسي",
    Language.EN: "en anglais english انجليزي انجليزية الانجليزية بالانجليزية إنجليزية بالإنجليزية",
}
# Words of a heading that say nothing: "Titre en français", "العنوان باللغة العربية".
_EMPTY_WORDS = "en in langue language version اللغة باللغة"
_ALIASES = {
    "external_id": "id; identifiant; code; référence; ref; المعرف; المعرّف; الرمز; المرجع",
    "kind": "type; nature; نوع; النوع; الصنف",
    "title": "name; nom; titre; intitulé; libellé; dénomination; service; prestation; العنوان; عنوان; الاسم; اسم;"
    " التسمية; الخدمة; اسم الخدمة; اسم المصلحة; المصلحة; الإجراء",
    "short_answer": "réponse; réponse courte; résumé; answer; summary; الجواب; الجواب المختصر; الإجابة; ملخص; الملخص",
    "conditions": "condition; conditions d'obtention; conditions d'obtention de la prestation; الشروط; شروط; الشرط;"
    " شروط الانتفاع بالخدمة",
    "documents": "pièces; pièces à fournir; documents à fournir; pièces nécessaires; dossier; required documents;"
    " الوثائق; الوثائق المطلوبة; وثائق",
    "steps": "étapes; démarches; procédure; procédures; المراحل; الخطوات; الإجراءات; مراحل إنجاز الخدمة;"
    " إجراءات إنجاز الخدمة",
    "place": "lieu; où; lieu de dépôt; lieu du dépôt; المكان; مكان إيداع الملف; مكان الحصول على الخدمة; أين",
    "delay": "délai; délais; الأجل; الآجال; أجل الحصول على الخدمة; المدة",
    "fee": "fees; frais; coût; tarif; tarifs; redevance; taxe; prix; المعلوم; المعاليم; معلوم; الثمن; الكلفة",
    "legal": "références; références légales; base légale; textes; textes juridiques; legal basis; المراجع;"
    " المراجع القانونية; المراجع التشريعية والترتيبية; النصوص القانونية",
    "notes": "note; remarque; remarques; observation; observations; ملاحظة; ملاحظات; الملاحظات",
    "body": "text; texte; contenu; corps; content; النص; المحتوى; نص",
    "keywords": "keyword; mots-clés; mot-clé; mots clefs; synonymes; synonyms; كلمات مفتاحية; الكلمات المفتاحية;"
    " كلمات البحث; مرادفات; المرادفات",
    "contacts": "contact; interlocuteurs; services; جهات الاتصال; جهة الاتصال; الجهات",
    "need": "besoin; الحاجة; نوع الحاجة",
    "signs": "signes; علامات; العلامات",
    "say": "à dire; dire; ما يقال; نقول",
    "avoid": "à éviter; éviter; ما يتجنب; نتجنب",
    "phones": "phone; telephone; telephones; téléphone; téléphones; tél; tel; numéro; numéros; numéro de téléphone;"
    " phone number; number; الهاتف; هاتف; رقم الهاتف; الرقم; أرقام الهاتف",
    "address": "adresse; المقر; مقر; العنوان البريدي",
    "hours": "horaires; horaire; heures d'ouverture; opening hours; أوقات العمل; التوقيت; توقيت العمل; الساعات",
    "hours_note": "remarque sur les horaires; ملاحظة حول التوقيت",
    "role": "fonction; poste occupé; الوظيفة; الصفة; الخطة; المهمة",
    "parent": "service parent; rattachement; المصلحة الأم",
    "deputy": "suppléant; remplaçant; النائب; البديل; المعوض",
    "regime": "régime; régime horaire; نظام التوقيت",
    "access": "accès; accessibilité; accessibility; النفاذ; الوصول; إمكانية الوصول",
    "languages": "langues; language; اللغات",
    "email": "mail; e-mail; courriel; adresse mail; adresse électronique; البريد; البريد الإلكتروني",
    "web": "site; site web; website; url; الموقع; موقع الواب",
    "emergency": "urgence; طوارئ; استعجالي; حالة طوارئ",
    "owner": "responsable; المسؤول; صاحب النص",
    "source": "sources; المصدر; المصادر",
    "source_date": "date de la source; تاريخ المصدر",
    "source_url": "adresse de la source; رابط المصدر",
    "verified_on": "vérifié le; date de vérification; تاريخ التثبت; تم التثبت في",
    "verified_by": "vérifié par; تثبت منه; من تثبت",
    "review_by": "à revoir avant; date de révision; تراجع قبل; يراجع قبل; تاريخ المراجعة",
    "valid_from": "valable du; valable à partir du; صالح من; سار من",
    "valid_until": "valable jusqu'au; صالح إلى; صالح حتى",
    "purpose": "objet; الغرض",
    "moment": "الوقت",
    "body_type": "type d'organisme; نوع الهيكل",
    "line": "ligne; الخط",
    "rank": "rang; ordre; الترتيب",
    "state": "état; statut; الحالة",
}
# "العنوان" is a title, or an address where another column is the name.
_ADDRESS = re.compile(r"\bالعنوان\b")
_TITLE_WORDS = re.compile(r"عنوان|titre|title")


@dataclass(frozen=True, slots=True)
class Heading:
    """The column that a heading means; without a `language` for a translated field, each cell's letters decide."""

    field: str
    language: Language | None = None
    translated: bool = False

    @property
    def name(self) -> str:
        """The column, without a language where the heading tells none."""
        return f"{self.field}_{self.language.value}" if self.language else self.field

    def column(self, cell: str) -> str:
        """The name of the column for this cell."""
        if not self.translated:
            return self.field
        return f"{self.field}_{(self.language or language_of(cell)).value}"


def language_of(text: str) -> Language:
    """Arabic when most letters are."""
    arabic = sum("\u0600" <= ch <= "\u06ff" for ch in text)
    return Language.AR if 2 * arabic > sum(ch.isalpha() for ch in text) else Language.FR


def understood(headings: list[str]) -> list[Heading | None]:
    """What each heading means, None for those that nobody knows or that say again what one before said."""
    meanings = [_meaning(written) for written in headings]
    named = any(
        meaning is not None and meaning.field == "title" and not _TITLE_WORDS.search(fold(written))
        for written, meaning in zip(headings, meanings, strict=True)
    )
    found: list[Heading | None] = []
    for written, meaning in zip(headings, meanings, strict=True):
        heading = meaning
        if heading is not None and heading.field == "title" and named and _ADDRESS.search(fold(written)):
            heading = Heading("address", heading.language, True)
        if heading is not None and heading.translated and heading.language is None and meanings.count(meaning) > 1:
            # "الاسم" beside "Nom": two headings without a language are in their own.
            heading = Heading(heading.field, language_of(written), True)
        found.append(None if heading in found else heading)
    return found


def _meaning(written: str) -> Heading | None:
    words = [word for word in re.split(r"[\W_]+", fold(cleaned(written)[:200])) if word]
    name = "_".join(words)
    if name in NAMES and name not in _translated_names():
        return Heading(name)
    languages, empty = _language_words()
    said = [languages[word] for word in words if word in languages]
    rest = [word for word in words if word not in languages and word not in empty]
    for candidate in ("_".join(rest), _aliases().get(" ".join(rest), ""), _aliases().get(" ".join(words), "")):
        if candidate in _translated_fields():
            return Heading(candidate, said[-1] if said else None, True)
        if candidate in NAMES:
            return Heading(candidate)
    return None


@cache
def _translated_fields() -> frozenset[str]:
    return frozenset(name[:-3] for name in NAMES if name.endswith("_ar"))


@cache
def _translated_names() -> frozenset[str]:
    return frozenset(f"{name}_{language.value}" for name in _translated_fields() for language in Language)


@cache
def _language_words() -> tuple[dict[str, Language], frozenset[str]]:
    languages = {fold(word): language for language, words in _LANGUAGES.items() for word in words.split()}
    return languages, frozenset(fold(word) for word in _EMPTY_WORDS.split())


@cache
def _aliases() -> dict[str, str]:
    folded: dict[str, str] = {}
    for name, aliases in _ALIASES.items():
        for alias in aliases.split(";"):
            words = [word for word in re.split(r"[\W_]+", fold(alias)) if word]
            folded.setdefault(" ".join(words), name)
    return folded
