### De interface in het Nederlands.

## Actions: what a key does, short enough for a bar of hints.

action-answer = Opnemen
action-take-oldest = Eerste wachtende nemen
action-hold = In de wacht / hervatten
action-hang-up = Ophangen
action-machine = Antwoordapparaat: ophangen
action-transfer = doorverbinden
action-conference = met drie praten
action-check-phone = Mijn telefoon nakijken
action-conclude = Afsluiten
action-ready = Beschikbaar
action-ready-once = één keer beschikbaar
action-pause = Pauze
action-away = Afwezig
action-mute = Microfoon uit
action-park = Opzijzetten
action-return-parked = Terug naar opzijgezet
action-continue-cut-off = Verbroken oproep hervatten
action-log-call = Oproep noteren
action-dial = Een nummer bellen
action-emergency = Noodgeval
action-tones = Tonen sturen
action-record = Gesprek opnemen / stoppen
action-pause-recording = Opname onderbreken / hervatten
action-read-card = Wie belt
action-card-match-1 = Eerste contact
action-card-match-2 = Tweede contact
action-card-match-3 = Derde contact
action-card-match-4 = Vierde contact
action-card-match-5 = Vijfde contact
action-card-match-6 = Zesde contact
action-card-match-7 = Zevende contact
action-card-match-8 = Achtste contact
action-card-match-9 = Negende contact
action-card-none = Geen van deze
action-card-later = Later
action-next-step = Volgende stap
action-previous-step = Vorige stap
action-skip-step = Stap overslaan
action-check-confirmed = Correct
action-check-wrong = Fout
action-check-refused = Geweigerd
action-check-not-asked = Niet gevraagd
action-not-identified = Niet geïdentificeerd
action-understood = Begrepen
action-explained-again = Opnieuw uitgelegd
action-not-understood = Niet begrepen
action-acknowledge-case = Ontvangst van de klacht bevestigen
action-add-need = Volgende vraag
action-need-outcome = Afloop van de vraag
action-need-reason = Reden van de vraag
action-open-script = Belscript openen
action-language-fr = Frans spreken
action-language-nl = Nederlands spreken
action-language-de = Duits spreken
action-language-en = Engels spreken
action-note = Notitie
action-contacts = Contact zoeken
action-open = Openen
action-edit = Bewerken
action-new-contact = Nieuw contact
action-attach-number = Nummer aan contact toevoegen
action-set-caller = Gesprekspartner aanduiden
action-set-file = Betrokken dossier aanduiden
action-file-none = Geen betrokken dossier
action-history = Geschiedenis
action-correct-result = Laatste resultaat verbeteren
action-unfinished = Onafgewerkte naverwerking
action-missed = Gemiste oproepen
action-floor = de werkvloer
action-ask-help = hulp vragen
action-say = een collega schrijven
action-messages = berichten
action-why = waarom deze operator
action-accept = Bevestigen
action-cancel = Annuleren
action-focus-next = Volgend veld
action-focus-previous = Vorig veld
action-focus-queue = Naar de wachtrij
action-focus-script = Naar het belscript
action-focus-form = Naar het formulier
action-up = Omhoog
action-down = Omlaag
action-page-up = Vorige pagina
action-page-down = Volgende pagina
action-home = Naar het begin
action-end = Naar het einde
action-prompt = Lijst met waarden
action-save = Opslaan
action-undo = Ongedaan maken
action-word-left = Een woord naar links
action-word-right = Een woord naar rechts
action-delete-word = Woord wissen
action-clear-line = Regel leegmaken
action-help = Help
action-palette = Alle acties
action-leader = Menu
action-redraw = Scherm hertekenen
action-change-pin = Een andere pincode kiezen
action-set-phone = Een andere telefoon
action-lock = Scherm vergrendelen
action-sign-out = Afmelden
action-quit = Console verlaten

## Where the keys have a meaning.

context-text = Tekstveld
context-form = Formulier
context-contacts = Contacten
context-palette = Alle acties
context-list = Lijst
context-conclude = Afsluiten
context-identify = Identificeren
context-understand = Begrip
context-complaint = Klacht
context-script = Belscript
context-card = Wie belt
context-queue = Wachtrij
context-contact = Contact
context-floor = Werkvloer
context-help = Help
context-desk = Buiten tekstvelden
context-global = Overal
context-leader = Na de menutoets

## Mistakes in files that people write. The place stands before or above the message.

problem-toml = ongeldige TOML: { $detail }
problem-level = fout
toml-unclosed = een haak of accolade wordt geopend en nooit gesloten
toml-quote = een tekst tussen aanhalingstekens eindigt niet zoals hij begon
toml-key-alone = na een sleutel komen = en een waarde
toml-unquoted = een tekst moet tussen aanhalingstekens staan
toml-twice = deze sleutel staat hogerop al
toml-escape = na \ staat geen bekend teken; \\ is het teken zelf
toml-comma = hier ontbreekt een komma, of er is er een te veel
toml-value = dit is geen waarde: tekst tussen aanhalingstekens, getal, true, false of lijst
toml-odd = dit hoort hier niet
problem-config-zone = die tijdzone bestaat niet; schrijf bijvoorbeeld "Europe/Brussels"
problem-config-group = hier hoort de naam van een groep, zoals "opcl"
problem-config-asterisk = [asterisk] vraagt address = "host:poort" of "https://host:poort" (met certificate = "/…" als de host het niet kent), user, en password of password_file = "/…"; dial, als het er is, bevat {"{"}number{"}"}
problem-config-data = hier hoort een map, vanaf de hoofdmap, zoals "/var/lib/opcl"
problem-config-region = hier hoort een land waarvan de telefoonnummers gekend zijn, in twee hoofdletters, zoals "BE"

## Mistakes in scripts and in the lists beside them.

problem-content-empty = hier staat niets bruikbaars
problem-content-key = „{ $key }” is hier onbekend; gekend zijn: { $known }
problem-content-key-near = „{ $key }” is hier onbekend; bedoelt u „{ $near }”?
problem-content-missing = „{ $key }” ontbreekt
problem-content-text = „{ $key }” moet een tekst tussen aanhalingstekens zijn, en niet leeg
problem-content-list = „{ $key }” moet een lijst tussen vierkante haken zijn
problem-content-letter = „{ $key }” moet één kleine letter zijn, van a tot z
problem-content-flag = „{ $key }” moet true of false zijn, zonder aanhalingstekens
problem-content-number = „{ $key }” moet een geheel getal van 0 tot 100000 zijn
problem-content-days = de laatste dag komt voor de eerste
problem-content-day = “{ $key }” moet een dag zijn, zoals 2026-11-30
problem-content-skill = { $name }: een vaardigheid bestaat uit letters, cijfers en koppeltekens, en dan misschien hoe goed minstens, van 1 tot 5: nl:3
problem-content-order = „{ $key }” moet na het vorige komen
problem-content-time = { $name } is geen tijdstip zoals 08:30
problem-content-texts = „{ $key }” moet een tekst per taal hebben: fr, nl, de, en
problem-content-translation = „{ $key }” heeft geen tekst in het { $language }
problem-content-rows = „{ $key }” moet een lijst van tabellen zijn
problem-content-table = „{ $key }” moet een tabel zijn
problem-content-working-days = een termijn telt hoogstens { $longest } werkdagen
problem-content-twice = „{ $name }” bestaat hierboven al
problem-content-letter-twice = de letter „{ $letter }” is hierboven al in gebruik
problem-content-parent = „{ $name }” is de code van geen enkele rij van deze lijst
problem-content-outcome = „{ $name }” is geen afloop van een vraag in desk.toml
problem-content-code = de code „{ $name }” is te lang: hoogstens zes tekens
problem-content-value = „{ $name }” past hier niet; gekend zijn: { $known }
problem-script-length = een cijferveld vraagt zijn lengte: length, van 1 tot 40
problem-script-values = een keuzeveld vraagt zijn waarden: values
problem-script-no-step = geen stap heet „{ $name }”
problem-script-needs = de stap „{ $name }” vraagt minstens één [[step.{ $part }]]
problem-script-case-field = de stap „{ $name }” moet een veld „{ $field }” van het type { $field } hebben
problem-script-useless = de stap „{ $name }”, van dit type, gebruikt geen [[step.{ $part }]]
problem-script-after-end = na de afsluiting volgt niets
problem-script-reason = „{ $name }” is geen reden in desk.toml
problem-script-checks = de stap „{ $name }” heeft minder controles dan de { $count } die checks_needed vraagt
problem-script-statement = „{ $name }” mag niet in een tekst; alleen if, elif, else en endif mogen
problem-script-template = dit sjabloon is onleesbaar: { $detail }
problem-script-name = „{ $name }” heeft geen waarde in dit belscript; gekend zijn: { $known }
problem-script-field-twice = de naam „{ $name }” betekent al iets anders: een ander veld, van een ander type, of een keuze
problem-script-no-conclude = het belscript heeft geen stap van het type conclude
problem-script-unreachable = niets leidt naar de stap „{ $name }”
problem-script-dead-end = na de stap „{ $name }” volgt niets, en hij is geen afsluiting
problem-script-circle = vanaf de stap „{ $name }” komt men bij geen afsluiting

## Mistakes in keymaps.

problem-keymap-context = geen context heet „{ $name }”; gekend zijn: { $known }
problem-keymap-table = {"["}{ $name }] moet een tabel van toetsen en acties zijn
problem-keymap-name = hier wordt een actie verwacht, als tekst tussen aanhalingstekens, of "none"
problem-keymap-action = geen actie heet „{ $name }”; de referentie geeft ze allemaal
problem-keymap-action-near = geen actie heet „{ $name }”; bedoelde u „{ $near }”?
problem-keymap-place = „{ $name }” heeft geen zin in [{ $context }]; het hoort in: { $places }
problem-keymap-letter = „{ $key }” kan niet in [{ $context }]: die toets typt of kiest daar
problem-keymap-twice = „{ $key }” heeft al een actie op regel { $line }
problem-keymap-prefix = „{ $prefix }” doet op zichzelf al iets: „{ $key }” is onbereikbaar
problem-keymap-leader = „{ $key }” opent het menu; zet „{ $rest }” in [leader]
problem-keymap-answer = „{ $key }” mag niet opnemen: men drukt er uit gewoonte op
problem-key-empty = er ontbreekt een toets: één spatie tussen twee toetsen, geen eromheen
problem-key-unknown = geen toets heet „{ $key }”; toetsen zijn F1 tot F24, Ctrl-f, S-Tab, Enter, Esc, Space, PgUp, a, ? en dergelijke
problem-key-alt = „{ $key }”: over een lijn is Alt met een toets hetzelfde als Esc en die toets; gebruik Ctrl of het menu
problem-key-shift = „{ $key }”: schrijf het teken zelf, zoals ? of A; S- is voor F-toetsen, Tab en pijlen
problem-key-control = „{ $key }”: terminals sturen deze toets niet met Ctrl
problem-key-multiplexer = „{ $key }” is van screen en tmux
problem-key-flow = „{ $key }” stopt of hervat de uitvoer van de terminal
problem-key-shell = „{ $key }” is van de shell, die er programma's mee stopt
problem-key-connection = „{ $key }” is van mosh en telnet
problem-key-same-bytes = „{ $key }” is dezelfde byte als Tab, Enter, Esc of Backspace

## What a keymap leaves out; no mistakes.

gap-unbound = „{ $name }” heeft geen toetsen in [{ $context }]; alleen het palet leidt erheen
gap-only-function = „{ $name }” heeft alleen F-toetsen in [{ $context }], die sommige terminals voor zich houden
gap-only-awkward = „{ $name }” heeft in [{ $context }] alleen tekens waarvoor sommige toetsenborden Shift of AltGr vragen

## Dates and times as people type them.

when-empty = een datum en een uur worden verwacht: „morgen 14u30”, „vr 9u”, „+2d 10u”
when-unknown = „{ $word }” wordt niet begrepen als datum of uur
when-no-time = hoe laat?
when-no-day = welke dag?
when-no-such-date = „{ $word }” staat niet in de kalender
when-no-such-time = „{ $word }” is geen uur van de dag
when-twice = „{ $word }” komt boven op een andere datum of uur
when-past = { $when } is voorbij

## The desk.

practice = OEFENING
practice-caller = Beller
status-ready = beschikbaar
status-ready-once = één keer beschikbaar
status-away = afwezig
status-paused = pauze: { $why }
cause-missed = { $count ->
    [one] { $count } oproep gemist
   *[other] { $count } oproepen gemist
}
cause-by = { $why }, gezet door { $by }
next-pause = daarna pauze
state-idle = vrij
state-ringing = gaat over
state-talking = in gesprek
state-hold = in de wacht
state-dialling = belt uit
state-wrap-up = naverwerking
bar-waiting = { $count } wachtend
bar-oldest = oudste
bar-missed = gemist { $count }
bar-overdue = { $count } te laat
bar-no-telephone = geen telefoon
plays-recording = opname wordt afgespeeld
plays-check = spreek, luister dan
bar-phone-unreached = { $phone } niet bereikt
waiting-for-answer = een ogenblik…
pane-queue = Wachtrij
pane-card = Wie belt
pane-card-called = Wie wordt gebeld
pane-history = Historiek
pane-desk = Werkplek
pane-contacts = Contacten
pane-contact = Contact
pane-cases = Dossiers ({ $count })
pane-case = Dossier
cases-theirs = van dit contact
cases-mine = de mijne
cases-open = open
cases-overdue = te laat
cases-all = alle
cases-none = Geen dossiers
cases-asked = Bezig met zoeken …
case-open = open
case-acknowledged = ontvangst bevestigd
case-answered = beantwoord
case-escalated = geëscaleerd
case-closed = afgesloten
case-was-opened = geopend
case-was-changed = gewijzigd
case-was-overdue = te laat: { $duty }
case-was-given = gegeven aan { $who }
case-was-reopened = heropend
case-remark = opmerking
duty-acknowledge = ontvangst bevestigen
duty-answer = antwoorden
duty-close = afsluiten
case-until = { $duty } uiterlijk op { $day }
case-by = { $duty }: { $day }
case-late = { $duty }: te laat ({ $day })
case-met = gedaan: { $at }
case-met-late = te laat gedaan: { $at }
case-owner = bij { $who }
case-nobody = zonder verantwoordelijke
case-since = geopend: { $at }
case-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacten
}
case-complaint = Klacht
case-remedy = Gewenste oplossing
case-amount = Betwist bedrag
case-timeline = Geschiedenis
case-ombudsman = Te zeggen aan wie niet tevreden is met het antwoord
case-document-to-send = te versturen: { $what } ({ $language })
case-document-sent = verstuurd { $at }: { $what } ({ $language })
prepared-acknowledge = ontvangstbevestiging
prepared-answer = antwoord
prepared-close = afsluiting
case-deeds = Wat met dit dossier?
case-do-answer = Antwoord gegeven
case-do-escalate = Escaleren, omdat
case-do-take = Overnemen
case-do-give = Geven aan
case-do-close = Afsluiten
case-do-reopen = Heropenen, omdat
case-do-read = Het eerste gesprek lezen
case-words-taken = Enter noteert het
queue-empty = niemand wacht
queue-more = … nog { $count }
number-withheld = nummer onbekend
card-none = geen van deze
card-open = { $count } lopend(e) dossier(s)
card-later = later
card-why = Voor u: { $why }
card-unknown = onbekend nummer
card-recent = contact beëindigd { $when }: verder met { $what }
desk-empty = Geen contact open.
desk-unfinished = { $count ->
    [one] één contact zonder resultaat
   *[other] { $count } contacten zonder resultaat
}
desk-skills = Vaardigheden { $skills }
desk-no-phone = Geen telefoon: { $keys } stelt de uwe in
desk-phone = Telefoon { $phone }   { $keys } een andere
desk-phone-unchecked = Vandaag niet nagekeken: { $keys } belt het
identified = geïdentificeerd
not-identified = nog niet geïdentificeerd
no-file = geen dossier
by-hand = met de hand
note = Notitie
script-head = stap { $step } van { $of }
check-confirmed = juist
check-wrong = fout
check-refused = geweigerd
understood-yes = { $count ->
    [0] begrepen
   *[other] begrepen (opnieuw uitgelegd { $count } ×)
}
understood-no = { $count ->
    [0] niet begrepen
   *[other] niet begrepen (opnieuw uitgelegd { $count } ×)
}
conclude-with = { $keys }: resultaat kiezen
proposed = voorgesteld
missing-understanding = Begrip nagegaan
missing-case = dossier van de klacht
missing-not-asked = niet gevraagd
missing-refused = geweigerd
missing-unknown = onbekend
missing-fill-in = nu invullen
missed-gave-up = hing op na { $seconds } s
missed-passed-on = ging vergeefs over, naar een collega
why-nobody = aan niemand aangeboden
why-me = U
why-needs = vraagt { $skills }
why-unknown = die oproep bestaat niet
report-nothing = In die tijd kwam niets binnen.
figures-all = alles
figures-none = (geen)
action-figures = Cijfers
action-cases = klachten en dossiers
title-figures-of = Welke cijfers?
title-figures-days = Welke dagen?
days-taken = van deze dag, of van deze dagen: 1/11 - 15/11
days-today = vandaag
days-yesterday = gisteren
days-this-week = deze week
days-last-week = vorige week
days-this-month = deze maand
days-last-month = vorige maand
days-other = andere dagen …
figures-by-queue = per wachtrij
figures-by-agent = per operator
figures-by-result = per resultaat
figures-by-need = per behoefte
figures-by-hour = per uur
figures-asked = wordt berekend …
figures-nothing = Op die dagen kwam niets binnen
plan-not-sensible = Oproepen, minuten en behandeltijd moeten boven 0 zijn, niveau en afwezigheid van 0 tot 99.
plan-overrun = { $agents } operators: te weinig, de wachtrij groeit eindeloos
plan-fares = { $agents } operators: { $level } % in { $target } s, { $waits } % wacht, gemiddeld { $asa } s, bezet { $busy } %
plan-planned = { $agents } in te plannen met { $shrinkage } % afwezig, in pauze of opleiding. Belasting: { $erlangs } erlang. Erlang C: niemand haakt af.
simulate-failed = seed { $seed }: { $what }. Opnieuw: { $again }
figure-offered = aangeboden
figure-answered = opgenomen
figure-abandoned = opgehangen
figure-service-level = servicelevel
figure-asa = gem. wachttijd
figure-handled = behandeld
figure-aht = gem. duur
figure-talk = gesprek
figure-hold = in de wacht
figure-wrap-up = naverwerking
figure-occupancy = bezetting
figure-fcr = opgelost
formula-offered = binnengekomen, zonder wie binnen 5 s ophing; van een operator: aangeboden oproepen
formula-answered = aangeboden en opgenomen
formula-abandoned = opgehangen voor een antwoord, na meer dan 5 s; van een operator: gemiste oproepen
formula-service-level = opgenomen binnen de streeftijd van de lijn / (opgenomen + opgehangen na de streeftijd)
formula-asa = wachten van de opgenomen / opgenomen
formula-handled = met een resultaat; van een operator: ook doorverbonden
formula-aht = (gesprek + wacht + naverwerking) / behandeld
formula-talk = gesprek / behandeld
formula-hold = wacht aan de post / behandeld
formula-wrap-up = naverwerking / behandeld
formula-occupancy = behandeling / (behandeling + vrije tijd voor aangeboden oproepen)
formula-fcr = vragen van gekende contacten die niet terugkwamen binnen 7 dagen / vragen
because-reserved = bij naam gevraagd
because-last-agent = sprak de gesprekspartner het laatst
because-only-one = als enige vrij die het mag nemen
because-not-missed = heeft het nog niet gemist
because-best-skilled = kan het best van wie vrij is
because-longest-idle = het langst vrij: { $time }
moment-now = Nu
moment-came = kwam in de wachtrij
moment-freed = een operator kwam vrij
moment-missed = ging vergeefs over
moment-waited = had gewacht
moment-gave-up = de gesprekspartner haakte af
end-answered = opgenomen na { $time }
end-missed = gemist na { $time }
end-taken-back = teruggenomen na { $time }
end-taken-elsewhere = door een collega genomen na { $time }
end-gave-up = opgehangen na { $time }
whynot-skill = { $skill } { $has }, nodig { $least }
whynot-reserved = iemand anders wordt gevraagd
whynot-kept = bewaard voor wie het laatst sprak
whynot-closed = de wachtrij is gesloten
whynot-gone = aan geen terminal
whynot-no-phone = geen telefoon
whynot-phone-unreached = telefoon niet bereikbaar
whynot-behind = iemand anders ging voor
missed = gemist
too-long = langer dan { $seconds } s
muted = microfoon uit
behind-talking = verbinden …
behind-hold = in de wacht zetten …
behind-wrap-up = ophangen …
behind-dialling = nummer kiezen …
behind-long = telefoon volgt niet
recording-begins = opname begint
recording-runs = OPN { $time }
recording-paused = opname onderbroken { $time }
recording-card = niet opgenomen (kaart) { $time }
recording-hear = Opname van { $from } beluisteren: { $length }
recording-row = Opname van { $from }: { $length }
recording-gaps = { $count ->
    [one] een onderbreking
   *[other] { $count } onderbrekingen
 }
recording-until = bewaard tot { $day }
recording-erased = gewist
recording-failed = kon niet worden opgenomen
recording-goes-on = loopt nog
third-party-closed = beschermde gegevens gesloten
third-party = voor { $who }: { $relation }
no = nee
yes = ja
need = vraag
mandate-not = toch geen mandaat
mandate-seen = mandaat getoond
mandate = mandaat
relation-self = de persoon van het dossier zelf
search = Zoeken
search-help = Naam, nummer, plaats, geboortedatum, klantnummer — zoals u het hoort.
search-nothing = geen contact gevonden
search-loading = index wordt geladen: { $count } contacten
contact-new = Nieuw contact
contact-cases = { $count ->
    [one] open dossier: { $numbers }
   *[other] open dossiers: { $numbers }
}
withheld = afgeschermd: eerst identificeren
unsaved = wijzigingen niet bewaard
list-empty = niets
interface-in = Scherm in { $language }
title-pause = Pauze
title-outcome = Hoe eindigt deze vraag?
title-reason = Waarover gaat het?
title-palette = Alle acties
title-scripts = Belscripts
title-unfinished = Opzijgezet en onafgewerkt
title-result = Resultaat
title-correct = Resultaat verbeteren
title-missing = Wat niet is ingevuld
title-relation = Wie belt?
title-unidentified = Waarom niet geïdentificeerd?
title-mine = Mijn contacten
title-values = Mogelijke waarden
title-missed = Gemiste oproepen
title-which-key = Toetsen
keys-more = telefoon en meer …
lock-keys-choosing = Enter overnemen   Esc alles laten zoals het was
lock-keys-shared = Enter ontgrendelen   Esc deze terminal aan iemand anders laten
lock-keys = Enter ontgrendelen
lock-not-the-same = Dat was niet dezelfde. Kies opnieuw.
lock-too-short = Minstens { $count} tekens.
lock-wait = Te veel pogingen: opnieuw over { $time}.
lock-wrong = Dat is uw pincode niet.
lock-rings = Er gaat hier een oproep over.
lock-again = Nog eens
door-wrong = Verkeerde naam of pincode.
door-pin = Pincode:
door-who = Agent:
lock-pin = Pincode
lock-choose = Kies een pincode van { $count} tekens of meer. Ze ontgrendelt dit scherm en meldt u aan op gedeelde terminals.
lock-now = Eerst die u nu hebt.
lock-since = { $name}, vergrendeld sinds { $time}
title-pin = Uw pincode
title-locked = Vergrendeld
title-help = Hulp
title-why = Waarom deze correctie?
title-caller-name = Naam van de gesprekspartner
title-caller-number = Nummer van de gesprekspartner
title-phone = Uw telefoon
title-dial = Bellen
title-emergency = Noodgeval
title-tones = Tonen
title-directory = Naar wie doorverbinden?
directory-number = » een nummer buiten: typ het
title-slip = Wat werd beloofd?
title-agent = Wat met deze operator?
title-skills = Vaardigheden
title-waiting = Wat met dit contact?
title-colleagues = Aan wie schrijven?
title-case-outcome = Hoe eindigt het dossier?
title-say = Bericht
title-said = Berichten
title-publish = Publiceren
title-publish-at = Vanaf wanneer?
publish-taken = vanaf dan geldt het
publish-nothing = Niets verschilt van wat geldt
publish-now = { $count ->
    [one] 1 wijziging publiceren, vanaf het volgende contact
   *[other] { $count } wijzigingen publiceren, vanaf het volgende contact
}
publish-at = Publiceren voor later …
publish-urgent = Dringend: ook in lopende contacten
publish-back = Terug naar editie { $number }
publish-withdraw = Editie { $number } intrekken, die geldt vanaf { $from }
publish-ahead = Wat later geldt, is het geheel: het vervangt alles wat voordien gepubliceerd wordt.
publish-problems = { $count ->
    [one] 1 fout: niets kan gepubliceerd worden
   *[other] { $count } fouten: niets kan gepubliceerd worden
}
publish-gone = bestaat niet meer
publish-new = nieuw
edition-row = Editie { $number }, vanaf { $from }
edition-in-force = geldt
edition-ahead = komt nog
edition-withdrawn = ingetrokken
edition-past = voorbij
edition-urgent = dringend
edition-restores = zoals editie { $number }
said-published = Editie { $number } is vastgelegd
said-telephone-gone = De telefooncentrale is er niet: noteer oproepen met de hand
said-telephone-back = De telefooncentrale is er weer
said-unreached = Uw telefoon werd niet bereikt: de beller wacht; { $keys } probeert opnieuw
said-no-number-to-call = Dit contact heeft geen nummer
said-dial-by-hand = Geen centrale: bel zelf { $number }; de oproep is genoteerd
said-no-tones = Tonen zijn voor een lopend gesprek
said-hung-up = De lijn is dicht: { $how }
said-outside-gone = { $who }: { $how }. De beller wacht: { $keys } gaat terug
said-no-call-to-record = Geen gesprek om op te nemen
said-recording-failed = Het telefoonsysteem kan dit gesprek niet opnemen
said-phone-checked = Uw telefoon hoort en wordt gehoord
said-phone-silent = Uit uw telefoon kwam niets: is hij aangesloten, staat de microfoon aan?
said-not-played = Uw telefoon kon het niet afspelen
said-closes = { $how }: “{ $result }” over 3 s; een toets houdt het open
hung-up-other-side = de andere heeft opgehangen
hung-up-passed-on = doorverbonden
hung-up-agent = de agent heeft opgehangen
hung-up-busy = in gesprek
hung-up-no-answer = geen antwoord
hung-up-declined = de oproep is geweigerd
hung-up-no-such-number = dit nummer bestaat niet
hung-up-machine = een antwoordapparaat nam op
hung-up-unreachable = niet bereikt
said-withdrawn = Editie { $number } is ingetrokken
said-edition = Editie { $number } geldt vanaf het volgende contact
said-edition-urgent = Editie { $number }: nieuwe tekst, ook in lopende contacten
script-reworded = nieuwe tekst
action-publish = Scripts publiceren
title-past = Vroeger contact
title-routing = Waarom deze operator?
caller-name = naam, zonder dossier…
caller-number = nummer…
caller-name-taken = Enter neemt de naam over
caller-number-taken = Enter neemt het nummer over
phone-taken = Enter neemt het nummer zoals getypt; leeg: geen telefoon
dial-taken = Enter belt het getypte nummer
emergency-who = Wie
emergency-address = Waar
emergency-number = Nummer
emergency-ask = niet bekend: vraag het
emergency-call = { $number } bellen; de beller wacht
emergency-pass = De beller doorverbinden met { $number }
tones-taken = Enter stuurt de cijfers; s is het sterretje, h het hekje
slip-taken = Enter verbindt door; mag leeg blijven
skills-taken = Enter stelt ze in: fr nl:3; leeg: niets gekend
say-taken = Enter verstuurt het
say-everybody = iedereen
said-message = { $from }: { $text }
said-asks-help = { $who } vraagt hulp
said-help-asked = Hulp is gevraagd
said-help-no-longer = Er wordt geen hulp meer gevraagd
said-bad-skill = Een vaardigheid bestaat uit letters, cijfers en koppeltekens, en dan misschien hoe goed, van 1 tot 5: nl:3
floor-agents = Operators { $all }: { $ready } vrij, { $busy } bezig
floor-queues = Wachtrijen
head-waiting = wacht
head-oldest = oudste
head-level = niveau
head-abandoned = weg
floor-closed = gesloten
floor-today = Vandaag per uur
floor-help = hulp { $time }
floor-helped = hulp is er
floor-listen = meeluisteren
floor-whisper = meeluisteren, en alleen met de agent praten
floor-barge = met beiden praten
floor-listen-no-longer = niet meer luisteren
floor-move = Naar wie verplaatsen?
floor-give = Aan wie geven?
floor-left = { $count } onafgewerkt
floor-overdue = { $count ->
    [one] { $count } dossier te laat
   *[other] { $count } dossiers te laat
}
floor-sooner = een minuut eerder
floor-later = een minuut later
slip-from = { $who } verbindt door
slip-returned = { $who } nam niet op
slip-promised = Beloofd: { $what }
slip-asks = { $who } overlegt met u over deze oproep
slip-calls-back = De beller vroeg om teruggebeld te worden: opnemen belt dit nummer
consult-rings = { $who } wordt gebeld, de gesprekspartner wacht
consult-talks = { $who } is aan de lijn, de gesprekspartner wacht
consult-joins = { $who }, de beller en u praten met drie
listening-listen = { $who } luistert mee
listening-whisper = { $who } luistert mee en spreekt alleen met de agent
listening-barge = { $who } praat met beiden mee
consult-waits = { $who } wacht terwijl u met de gesprekspartner spreekt
also-here = { $who } heeft dit dossier ook open
said-nothing-to-pass-on = Geen lopend gesprek om door te verbinden
said-consult-agents = Met een wachtrij kan niet overlegd worden
said-consult-unanswered = De collega nam niet op; de gesprekspartner wacht nog
said-outcome = Uitkomst van de vraag: { $outcome }
said-nothing-concluded = Nog niets door u afgesloten.
said-live-call = Er loopt nog een gesprek: nogmaals om toch te stoppen.
said-pin-saved = Uw nieuwe pincode geldt vanaf nu.
said-take-with = { $keys } neemt wat gemarkeerd is.
said-phone = Uw telefoon is voortaan { $phone }.
said-field = { $field }: { $problem }
said-choose = Kies met een letter.
said-fill-in-first = Vul eerst in: { $field }
said-acknowledged = Ontvangst bevestigd; de tekst is klaar om te versturen
said-case-overdue = Dossier { $number } te laat: { $duty }
said-case-given = Dossier { $number } is nu voor u
correct-mistyped = verkeerde toets
correct-learnt = later vernomen
correct-agreed = afgesproken met de supervisor
correct-other = andere reden
missing-nothing-asked = niets daarvan gevraagd
result-before = (was: { $result })
past-correct = Resultaat verbeteren…
past-line = De lijn
past-passed = Doorverbonden met
past-call = { $number } bellen
past-routing = Aan wie het aangeboden werd, en waarom…
cut-off = afgebroken
file-of = betrokken dossier: { $who }
said-fields-filled = Alle velden zijn ingevuld: Tab gaat erin.
said-nothing-parked = Er is niets opzijgezet.
said-nothing-to-continue = Er is niets om mee verder te gaan.
said-returns = { $who } belt terug: { $keys } gaat ermee verder.
said-no-number = Er is geen nummer om toe te voegen.
said-nothing-to-undo = Hier is niets ongedaan te maken.
said-saved = opgeslagen
said-unsaved = Wijzigingen niet bewaard: ^Y bewaart ze, nog eens Esc laat ze vallen.
said-gave-up = De beller heeft opgehangen; er is niets anders opgenomen.
said-rang-out = Het ging hier vergeefs over en gaat naar anderen
said-nothing-waits = Hier gaat niets over.

## Fields of a contact, and what is wrong with a value.

field-given = Voornaam
field-family = Familienaam
field-organisation = Organisatie
field-language = Taal
field-numbers = Telefoon
field-emails = E-mail
field-street = Straat
field-postcode = Postcode
field-locality = Plaats
field-country = Land
field-birth = Geboren
field-customer_number = Klantnummer
field-iban = IBAN
field-national_number = Rijksregister
field-confidential = Vertrouwelijk
field-note = Notitie
field-digits-missing = nog { $count } cijfers
field-digits-too-many = { $count } cijfers te veel
field-only-digits = alleen cijfers
field-not-a-date = geen datum
field-not-an-amount = geen bedrag, zoals 12,50
field-not-a-phone = geen nummer
field-not-an-email = geen adres
field-not-yes-no = ja of nee
field-not-listed = niet in de lijst
field-not-a-card = geen kaartnummer

## Refusals: why something was not done.

refusal-not-signed-in = Geen operator in deze sessie.
refusal-unknown = Niet gevonden.
refusal-gave-up = De beller heeft opgehangen.
refusal-taken = Een collega heeft het al.
refusal-not-yours = Dit gesprek ligt niet op uw bureau.
refusal-line-closed = De lijn is al gesloten.
refusal-nobody-called = Hier is niemand opgebeld.
refusal-already-concluded = Al afgesloten: verbeter het resultaat.
refusal-not-correctable = Dit resultaat kan hier niet verbeterd worden.
refusal-unknown-result = Onbekend resultaat: { $detail }
refusal-unknown-script = Onbekend belscript: { $detail }
refusal-unknown-line = Geen lijn of operator: { $detail }
refusal-script = Het belscript laat dit hier niet toe.
refusal-conflict = Intussen gewijzigd door een collega: { $detail } — nogmaals ^Y houdt de uwe.
refusal-not-identified = Identificeer eerst de beller.
refusal-number-known = Het nummer komt van het telefoonsysteem.
refusal-no-number = Er staat geen cijfer in.
refusal-no-phone = Zeg eerst welke telefoon de uwe is
refusal-cannot-dial = Dat is geen nummer om te bellen
refusal-not-recorded = Zulke gesprekken worden niet opgenomen
refusal-no-recording = Daar is geen opname voor
refusal-no-telephone = Het telefoonsysteem is er niet
refusal-nothing-to-hear = Daar is niemand in een gesprek van de telefooncentrale
refusal-own-call-first = Beëindig eerst uw eigen gesprek
refusal-no-phone-of = { $detail } heeft geen telefoon
refusal-nothing-to-compare = Het dossier heeft niets om dit mee te vergelijken.
refusal-empty-contact = Een naam, nummer of e-mail is nodig.
refusal-closing = De desk wordt gesloten.
refusal-bad-field = { $detail }: dat is er geen.
refusal-busy = Te veel wijzigingen tegelijk: probeer opnieuw.
refusal-not-allowed = Uw rol mag dat niet.
refusal-not-here = { $detail } zit niet aan een post
refusal-yourself = Dat bent u zelf
refusal-nothing-said = Het bericht is leeg
refusal-case-closed = Het dossier is afgesloten: heropen het eerst
refusal-case-not-closed = Het dossier is niet afgesloten
refusal-case-done = Dat is al gebeurd voor dit dossier
refusal-not-your-case = Alleen wie het dossier opvolgt en supervisors doen dat
refusal-pack-wrong = Er staat een fout op { $detail }
refusal-pack-too-large = Dat is meer dan 1 MB aan scripts
refusal-nothing-new = Dat geldt al
refusal-more-than-words = Meer dan tekst verandert op { $detail }: publiceer vanaf het volgende contact
refusal-past-time = Dat moment is voorbij
refusal-not-in-force = Intussen geldt een andere editie
refusal-not-ahead = Ze geldt al, of werd ingetrokken
refusal-nothing-before = Voordien gold er niets
refusal-not-left = Alleen een naverwerking van wie afwezig is kan naar iemand anders
refusal-nobody-consulted = Over deze oproep wordt met geen collega overlegd
refusal-user-taken = Die gebruiker meldt zich al aan als { $detail}.
refusal-name-taken = De naam { $detail} is bezet, door een agent of een gedeelde terminal.
refusal-not-saved = Niet opgeslagen: { $detail }

## The shell.

store-locked = De database is open in een ander proces. Sluit dat eerst.
store-newer = De database is van een nieuwere versie ({ $detail }). Gebruik een nieuwere opcl.
store-damaged = De database is beschadigd ({ $detail }). Zet een back-up terug.
store-full = De schijf is vol. Maak plaats.
store-denied = Geen toegang ({ $detail }).
store-io = Het systeem zegt: { $detail }
io-not-found = geen bestand of map met die naam
io-denied = lezen of schrijven is niet toegestaan
io-read-only = het bestandssysteem is alleen-lezen
io-directory = het is een map
io-no-directory = een deel van het pad is geen map
io-exists = bestaat al
io-full = de schijf is vol
io-too-large = het bestand mag niet groter worden
io-refused = daar antwoordt niemand
io-not-utf8 = het is geen UTF-8-tekst
shell-no-desk = Er draait geen werkplek op deze gegevensmap. Start eerst "opcl".
shell-no-desk-here = De gedeelde desk van deze machine draait niet. De eigenaar start ze: opcl serve.
shell-other-version = De werkplek is van een andere versie.
shell-kept-out = { $data}: toegang geweigerd. De desk daar is voor zijn eigenaar en de groep { $group}; meld u na opname in de groep opnieuw aan op deze machine. Voor een eigen desk neemt u een andere --data.
shell-stranger = De gebruiker { $user} is geen agent van deze desk. Een beheerder voegt hem toe: opcl agent add NAAM --user { $user}
line-taken-over = Deze desk gaat verder op een andere terminal.
line-closed = De desk wordt gesloten. Wat getypt is, is bewaard.
line-lost = De lijn naar de desk is weg. Start opcl opnieuw: hij gaat verder waar hij was.
line-failed = De console liep hier telkens vast. Wat getypt is, is bewaard; meld u opnieuw aan.
line-removed = U kunt zich hier niet meer aanmelden. Een beheerder weet waarom.
console-others = Hier nog aan het werk: {$names}. De desk gaat door tot zij vertrekken; Ctrl-C sluit hem af.
agent-bad-key = { $file}: is geen publieke SSH-sleutel van een aanvaarde soort (Ed25519, ECDSA).
agent-bad-name = { $name }: een naam om mee aan te melden heeft 1 tot { $count } letters, cijfers, punten, koppeltekens en onderstrepingstekens, geen koppelteken vooraan.
agent-bad-skill = { $skill }: een vaardigheid bestaat uit letters, cijfers en koppeltekens, en dan misschien hoe goed, van 1 tot { $best }: nl:3
agent-no-hash = Het systeem geeft geen willekeurige getallen.
agent-pin = Pincode (ze is niet te zien):
agent-pin-differs = Dat was niet dezelfde pincode.
agent-no-user = Er is geen gebruiker { $user} op deze machine.
agent-none = Nog geen agents. opcl agent add NAAM --key BESTAND
serve-ready = Agents melden zich aan op { $address}. Sleutel van de host: { $key}.
serve-no-group = De socket is alleen voor haar eigenaar: er is hier geen groep { $group }, of deze gebruiker zit er niet in.
journal-bad-since = { $text } is geen dag (2026-11-27) en geen tijdstip (2026-11-27T09:30).
shell-running = Op deze gegevens draait al een desk. Sluit die eerst af, of neem een andere --data.
shell-no-answer = De invoer eindigde voor het antwoord. Start opcl in een terminal.
shell-config-unreadable = De configuratie { $file } kan niet gelezen worden: { $detail }
shell-no-home = Er is geen thuismap bekend. Geef --data MAP op.
shell-no-database = Er is nog geen database in { $folder }. Start "opcl", of importeer eerst contacten.
demo-not-here = { $folder } bevat een database die niet van een demonstratie is. Geef --data een andere map.
terminal-failed = De terminal werkt niet: { $detail }
check-well = in orde
check-bad =
    { $count ->
        [one] { $count } probleem
       *[other] { $count } problemen
    }
keymap-keys = toetsen
keymap-action = actie
keymap-label = op het scherm
keymap-letters = Letters kiezen hier; de toetsen blijven ervan af.
welcome-language = Langue, taal, Sprache, language (fr nl de en):
welcome-no-language = "{ $answer }" is er geen van: fr nl de en
notice-left-out = Foute bestanden weggelaten: { $files }
notice-unpublished = { $count ->
    [one] 1 wijziging van scripts is niet gepubliceerd: { $keys }
   *[other] { $count } wijzigingen van scripts zijn niet gepubliceerd: { $keys }
}
check-none-yet = nog niets
check-running = er draait een desk op
check-running-group = er draait een desk op, voor zijn eigenaar en de groep { $group}
check-no-tty = geen
check-small = { $cols }×{ $rows } is kleiner dan 80×24
check-languages = talen
check-scripts = scripts
check-keymaps = toetsen
check-config = configuratie
check-data = gegevens
check-terminal = terminal
check-socket = socket
check-host-key = hostsleutel
check-agents = agenten
check-agents-said = { $count }, waarvan { $keys } met een sleutel
check-telephone = telefooncentrale
check-phones-gone = bereikt { $phones } niet
check-no-sounds = heeft geen geluid { $sounds }
check-no-application = de desk die loopt stuurt zijn toepassing { $name } niet aan
check-no-recordings = het heeft geen map voor opnamen (mkdir /var/spool/asterisk/recording)
asterisk-password = een wachtwoord van u
asterisk-adds = (+) vult de sectie aan die er is; is er geen, laat het dan weg
asterisk-lines = het derde woord is de lijn van lines.toml; zonder, de eerste
asterisk-recordings = eenmaal, als root: de map voor opnamen
asterisk-phones = één per operator, genoemd zoals zijn telefoon
asterisk-provider = wie oproepen van en naar buiten vervoert
check-not-private = anderen mogen het lezen of schrijven: chmod 600
check-free = vrij
check-answers = een SSH-server antwoordt
check-port = poort
welcome-name = Uw naam, zoals u hem aan de beller zegt:
welcome-import = CSV-bestand met contacten om te importeren (Enter: geen):
welcome-go-on = Druk op Enter om de werkplek te openen.
import-summary =
    { $rows ->
        [one] { $rows } rij
       *[other] { $rows } rijen
    }: { $added } toegevoegd, { $updated } bijgewerkt, { $unchanged } ongewijzigd, { $rejected } geweigerd
import-would =
    { $rows ->
        [one] { $rows } rij
       *[other] { $rows } rijen
    }: { $added } toe te voegen, { $updated } bij te werken, { $unchanged } ongewijzigd, { $rejected } te weigeren. Er is niets geschreven.
import-as-text =
    { $count ->
        [one] { $count } cel past niet in haar veld: ze wordt als tekst bewaard
       *[other] { $count } cellen passen niet in hun veld: ze worden als tekst bewaard
    }, onder de kop van de kolom.
import-more = … en nog { $count }
column-other = { $field }, tweede adres
column-full_name = Volledige naam
column-family_first = Volledige naam, familienaam eerst
column-box = Bus
column-extra = bewaard onder de eigen kop
column-ignore = weggelaten

## Files.

file-empty = Het bestand is leeg.
file-too-many-columns = { $count } kolommen: dit is geen lijst van contacten.
file-utf16 = Het bestand is UTF-16. Bewaar het als CSV UTF-8.
file-binary = Dit is geen tekstbestand. Bewaar het als CSV.
file-no-field = Geen enkele kolom is herkend: { $columns }. Zeg waar ze voor dienen, bijvoorbeeld --map "Kop=family,Kop=numbers"; de velden staan in opcl import contacts --help.
map-no-equals = --map verwacht Kop=veld, niet "{ $part }".
map-no-such-field = Geen veld "{ $field }". Mogelijk: { $possible }
map-no-such-column = Geen kolom "{ $column }". In het bestand: { $possible }
reject-row-too-long = rij te lang
reject-quote = aanhalingsteken nooit gesloten
reject-encoding = geen { $encoding }
reject-cells = verkeerd aantal cellen
reject-too-long = { $column }: meer dan { $most } tekens
reject-rounded = { $column }: het rekenblad heeft dit getal afgerond ({ $cell })
reject-nobody = geen naam, nummer of e-mail
import-line = rij
import-reason = reden
import-progress =
    { $rows ->
        [one] { $rows } rij
       *[other] { $rows } rijen
    }, { $rate } per seconde
import-rejects = Geweigerde rijen: { $file }
