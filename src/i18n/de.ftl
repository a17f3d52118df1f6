### Die Oberfläche auf Deutsch.

## Actions: what a key does, short enough for a bar of hints.

action-answer = Annehmen
action-take-oldest = Ersten Wartenden nehmen
action-hold = Halten / fortsetzen
action-hang-up = Auflegen
action-machine = Anrufbeantworter: auflegen
action-transfer = weiterleiten
action-conference = zu dritt sprechen
action-check-phone = Mein Telefon prüfen
action-conclude = Abschließen
action-ready = Bereit
action-ready-once = einmal bereit
action-pause = Pause
action-away = Abwesend
action-mute = Stummschalten
action-park = Beiseitelegen
action-return-parked = Zurück zum Beiseitegelegten
action-continue-cut-off = Abgebrochenen Anruf fortsetzen
action-log-call = Anruf erfassen
action-dial = Eine Nummer anrufen
action-emergency = Notfall
action-tones = Töne senden
action-record = Gespräch aufnehmen / beenden
action-pause-recording = Aufnahme anhalten / fortsetzen
action-read-card = Wer ruft an
action-card-match-1 = Erster Kontakt
action-card-match-2 = Zweiter Kontakt
action-card-match-3 = Dritter Kontakt
action-card-match-4 = Vierter Kontakt
action-card-match-5 = Fünfter Kontakt
action-card-match-6 = Sechster Kontakt
action-card-match-7 = Siebter Kontakt
action-card-match-8 = Achter Kontakt
action-card-match-9 = Neunter Kontakt
action-card-none = Keiner davon
action-card-later = Später
action-next-step = Nächster Schritt
action-previous-step = Zurück
action-skip-step = Schritt überspringen
action-check-confirmed = Richtig
action-check-wrong = Falsch
action-check-refused = Verweigert
action-check-not-asked = Nicht gefragt
action-not-identified = Nicht identifiziert
action-understood = Verstanden
action-explained-again = Nochmals erklärt
action-not-understood = Nicht verstanden
action-acknowledge-case = Eingang der Beschwerde bestätigen
action-add-need = Nächstes Anliegen
action-need-outcome = Ausgang des Anliegens
action-need-reason = Grund des Anliegens
action-open-script = Leitfaden öffnen
action-language-fr = Französisch sprechen
action-language-nl = Niederländisch sprechen
action-language-de = Deutsch sprechen
action-language-en = Englisch sprechen
action-note = Notiz
action-contacts = Kontakt suchen
action-open = Öffnen
action-edit = Bearbeiten
action-new-contact = Neuer Kontakt
action-attach-number = Nummer zum Kontakt hinzufügen
action-set-caller = Gesprächspartner festlegen
action-set-file = Betroffene Akte festlegen
action-file-none = Keine betroffene Akte
action-history = Verlauf
action-correct-result = Letztes Ergebnis berichtigen
action-unfinished = Offene Nachbearbeitungen
action-missed = Verpasste Anrufe
action-floor = der Arbeitsplatz-Überblick
action-ask-help = Hilfe rufen
action-say = einem Kollegen schreiben
action-messages = Nachrichten
action-why = warum dieser Operator
action-accept = Übernehmen
action-cancel = Abbrechen
action-focus-next = Nächstes Feld
action-focus-previous = Voriges Feld
action-focus-queue = Zur Warteschlange
action-focus-script = Zum Leitfaden
action-focus-form = Zum Formular
action-up = Hoch
action-down = Runter
action-page-up = Seite hoch
action-page-down = Seite runter
action-home = Zum Anfang
action-end = Zum Ende
action-prompt = Werteliste
action-save = Speichern
action-undo = Rückgängig
action-word-left = Ein Wort nach links
action-word-right = Ein Wort nach rechts
action-delete-word = Wort löschen
action-clear-line = Zeile leeren
action-help = Hilfe
action-palette = Alle Aktionen
action-leader = Menü
action-redraw = Bildschirm neu zeichnen
action-change-pin = Eine andere PIN wählen
action-set-phone = Ein anderes Telefon
action-lock = Bildschirm sperren
action-sign-out = Abmelden
action-quit = Konsole verlassen

## Where the keys have a meaning.

context-text = Textfeld
context-form = Formular
context-contacts = Kontakte
context-palette = Alle Aktionen
context-list = Liste
context-conclude = Abschließen
context-identify = Identifizieren
context-understand = Verständnis
context-complaint = Beschwerde
context-script = Gesprächsleitfaden
context-card = Wer ruft an
context-queue = Warteschlange
context-contact = Kontakt
context-floor = Überblick
context-help = Hilfe
context-desk = Außerhalb von Textfeldern
context-global = Überall
context-leader = Nach der Menütaste

## Mistakes in files that people write. The place stands before or above the message.

problem-toml = kein gültiges TOML: { $detail }
problem-level = Fehler
toml-unclosed = eine Klammer wird geöffnet und nie geschlossen
toml-quote = ein Text in Anführungszeichen endet nicht, wie er begann
toml-key-alone = nach einem Schlüssel kommen = und ein Wert
toml-unquoted = ein Text muss in Anführungszeichen stehen
toml-twice = diesen Schlüssel gibt es weiter oben schon
toml-escape = nach \ steht kein bekanntes Zeichen; \\ ist das Zeichen selbst
toml-comma = hier fehlt ein Komma, oder es ist eines zu viel
toml-value = das ist kein Wert: Text in Anführungszeichen, Zahl, true, false oder Liste
toml-odd = das gehört nicht hierher
problem-config-zone = diese Zeitzone gibt es nicht; schreiben Sie zum Beispiel "Europe/Brussels"
problem-config-group = hier gehört der Name einer Gruppe hin, wie "opcl"
problem-config-asterisk = [asterisk] braucht address = "Host:Port" oder "https://Host:Port" (mit certificate = "/…", wenn der Host es nicht kennt), user, und password oder password_file = "/…"; dial, wo es steht, enthält {"{"}number{"}"}
problem-config-data = hier gehört ein Verzeichnis hin, von der Wurzel an, wie "/var/lib/opcl"
problem-config-region = hier gehört ein Land hin, dessen Telefonnummern bekannt sind, in zwei Großbuchstaben, wie "BE"

## Mistakes in scripts and in the lists beside them.

problem-content-empty = hier steht nichts Brauchbares
problem-content-key = „{ $key }“ ist hier unbekannt; bekannt sind: { $known }
problem-content-key-near = „{ $key }“ ist hier unbekannt; meinen Sie „{ $near }“?
problem-content-missing = „{ $key }“ fehlt
problem-content-text = „{ $key }“ muss ein Text in Anführungszeichen sein und darf nicht leer sein
problem-content-list = „{ $key }“ muss eine Liste in eckigen Klammern sein
problem-content-letter = „{ $key }“ muss ein einziger Kleinbuchstabe von a bis z sein
problem-content-flag = „{ $key }“ muss true oder false sein, ohne Anführungszeichen
problem-content-number = „{ $key }“ muss eine ganze Zahl von 0 bis 100000 sein
problem-content-days = der letzte Tag liegt vor dem ersten
problem-content-day = „{ $key }“ muss ein Tag sein, wie 2026-11-30
problem-content-skill = { $name }: eine Fähigkeit besteht aus Buchstaben, Ziffern und Bindestrichen, und dann vielleicht wie gut mindestens, von 1 bis 5: nl:3
problem-content-order = „{ $key }“ muss nach dem vorigen kommen
problem-content-time = { $name } ist keine Uhrzeit wie 08:30
problem-content-texts = „{ $key }“ muss einen Text je Sprache haben: fr, nl, de, en
problem-content-translation = „{ $key }“ hat keinen Text auf { $language }
problem-content-rows = „{ $key }“ muss eine Liste von Tabellen sein
problem-content-table = „{ $key }“ muss eine Tabelle sein
problem-content-working-days = eine Frist hat höchstens { $longest } Arbeitstage
problem-content-twice = „{ $name }“ gibt es weiter oben schon
problem-content-letter-twice = der Buchstabe „{ $letter }“ ist weiter oben schon vergeben
problem-content-parent = „{ $name }“ ist der Code keiner Zeile dieser Liste
problem-content-outcome = „{ $name }“ ist kein Ausgang eines Anliegens in desk.toml
problem-content-code = der Code „{ $name }“ ist zu lang: höchstens sechs Zeichen
problem-content-value = „{ $name }“ passt hier nicht; bekannt sind: { $known }
problem-script-length = ein Ziffernfeld braucht seine Länge: length, von 1 bis 40
problem-script-values = ein Auswahlfeld braucht seine Werte: values
problem-script-no-step = kein Schritt heißt „{ $name }“
problem-script-needs = der Schritt „{ $name }“ braucht mindestens ein [[step.{ $part }]]
problem-script-case-field = der Schritt „{ $name }“ braucht ein Feld „{ $field }“ vom Typ { $field }
problem-script-useless = der Schritt „{ $name }“ dieser Art verwendet kein [[step.{ $part }]]
problem-script-after-end = nach dem Abschluss folgt nichts
problem-script-reason = „{ $name }“ ist kein Anliegen in desk.toml
problem-script-checks = der Schritt „{ $name }“ hat weniger Prüfungen als die { $count }, die checks_needed verlangt
problem-script-statement = „{ $name }“ ist in einem Text nicht erlaubt; nur if, elif, else und endif sind es
problem-script-template = diese Vorlage ist nicht lesbar: { $detail }
problem-script-name = „{ $name }“ hat in diesem Gesprächsleitfaden keinen Wert; bekannt sind: { $known }
problem-script-field-twice = der Name „{ $name }“ bedeutet schon etwas anderes: ein anderes Feld anderer Art oder eine Auswahl
problem-script-no-conclude = der Gesprächsleitfaden hat keinen Schritt der Art conclude
problem-script-unreachable = nichts führt zum Schritt „{ $name }“
problem-script-dead-end = auf den Schritt „{ $name }“ folgt nichts, und er ist kein Abschluss
problem-script-circle = vom Schritt „{ $name }“ führt kein Weg zu einem Abschluss

## Mistakes in keymaps.

problem-keymap-context = kein Kontext heißt „{ $name }“; bekannt sind: { $known }
problem-keymap-table = {"["}{ $name }] muss eine Tabelle von Tasten und Aktionen sein
problem-keymap-name = hier wird eine Aktion erwartet, als Text in Anführungszeichen, oder "none"
problem-keymap-action = keine Aktion heißt „{ $name }“; die Referenz nennt alle
problem-keymap-action-near = keine Aktion heißt „{ $name }“; war „{ $near }“ gemeint?
problem-keymap-place = „{ $name }“ hat in [{ $context }] keinen Sinn; es gehört in: { $places }
problem-keymap-letter = „{ $key }“ geht nicht in [{ $context }]: die Taste schreibt oder wählt dort
problem-keymap-twice = „{ $key }“ hat schon eine Aktion in Zeile { $line }
problem-keymap-prefix = „{ $prefix }“ wirkt schon allein: „{ $key }“ ist nicht erreichbar
problem-keymap-leader = „{ $key }“ öffnet das Menü; „{ $rest }“ gehört in [leader]
problem-keymap-answer = „{ $key }“ darf nicht annehmen: man drückt die Taste aus Gewohnheit
problem-key-empty = eine Taste fehlt: ein Leerzeichen zwischen zwei Tasten, keines außen
problem-key-unknown = keine Taste heißt „{ $key }“; Tasten sind F1 bis F24, Ctrl-f, S-Tab, Enter, Esc, Space, PgUp, a, ? und ähnliche
problem-key-alt = „{ $key }“: über eine Leitung ist Alt mit einer Taste dasselbe wie Esc und diese Taste; Ctrl oder das Menü benutzen
problem-key-shift = „{ $key }“: das Zeichen selbst schreiben, etwa ? oder A; S- gilt für F-Tasten, Tab und Pfeile
problem-key-control = „{ $key }“: Terminals senden diese Taste nicht mit Ctrl
problem-key-multiplexer = „{ $key }“ gehört screen und tmux
problem-key-flow = „{ $key }“ hält die Ausgabe des Terminals an oder setzt sie fort
problem-key-shell = „{ $key }“ gehört der Shell, die damit Programme anhält oder beendet
problem-key-connection = „{ $key }“ gehört mosh und telnet
problem-key-same-bytes = „{ $key }“ ist dasselbe Byte wie Tab, Enter, Esc oder Backspace

## What a keymap leaves out; no mistakes.

gap-unbound = „{ $name }“ hat in [{ $context }] keine Tasten; nur die Palette führt hin
gap-only-function = „{ $name }“ hat in [{ $context }] nur F-Tasten, die manche Terminals für sich behalten
gap-only-awkward = „{ $name }“ hat in [{ $context }] nur Zeichen, die auf manchen Tastaturen Umschalt oder AltGr brauchen

## Dates and times as people type them.

when-empty = Datum und Uhrzeit werden erwartet: „morgen 14:30“, „Fr 9 Uhr“, „+2t 10 Uhr“
when-unknown = „{ $word }“ ist weder Datum noch Uhrzeit
when-no-time = um wie viel Uhr?
when-no-day = an welchem Tag?
when-no-such-date = „{ $word }“ gibt es im Kalender nicht
when-no-such-time = „{ $word }“ ist keine Uhrzeit
when-twice = „{ $word }“ kommt zu einem anderen Datum oder einer anderen Uhrzeit hinzu
when-past = { $when } ist vorbei

## The desk.

practice = ÜBUNG
practice-caller = Anrufer
status-ready = bereit
status-ready-once = einmal bereit
status-away = abwesend
status-paused = Pause: { $why }
cause-missed = { $count ->
    [one] { $count } Anruf verpasst
   *[other] { $count } Anrufe verpasst
}
cause-by = { $why }, gesetzt von { $by }
next-pause = danach Pause
state-idle = frei
state-ringing = klingelt
state-talking = im Gespräch
state-hold = gehalten
state-dialling = wählt
state-wrap-up = Nachbearbeitung
bar-waiting = { $count } wartend
bar-oldest = ältester
bar-missed = verpasst { $count }
bar-overdue = { $count } überfällig
bar-no-telephone = kein Telefon
plays-recording = Aufnahme wird abgespielt
plays-check = sprechen, dann hören
bar-phone-unreached = { $phone } nicht erreicht
waiting-for-answer = einen Moment…
pane-queue = Warteschlange
pane-card = Wer ruft an
pane-card-called = Wer angerufen wird
pane-history = Verlauf
pane-desk = Arbeitsplatz
pane-contacts = Kontakte
pane-contact = Kontakt
pane-cases = Vorgangsakten ({ $count })
pane-case = Vorgangsakte
cases-theirs = dieses Kontakts
cases-mine = meine
cases-open = offen
cases-overdue = überfällig
cases-all = alle
cases-none = Keine Vorgangsakten
cases-asked = Wird gesucht …
case-open = offen
case-acknowledged = Eingang bestätigt
case-answered = beantwortet
case-escalated = eskaliert
case-closed = abgeschlossen
case-was-opened = eröffnet
case-was-changed = geändert
case-was-overdue = überfällig: { $duty }
case-was-given = übergeben an { $who }
case-was-reopened = wieder eröffnet
case-remark = Bemerkung
duty-acknowledge = Eingang bestätigen
duty-answer = antworten
duty-close = abschließen
case-until = { $duty } bis { $day }
case-by = { $duty } bis { $day }
case-late = { $duty }: überfällig ({ $day })
case-met = erledigt: { $at }
case-met-late = verspätet erledigt: { $at }
case-owner = bei { $who }
case-nobody = ohne Zuständigen
case-since = eröffnet: { $at }
case-contacts = { $count ->
    [one] { $count } Kontakt
   *[other] { $count } Kontakte
}
case-complaint = Beschwerde
case-remedy = Gewünschte Lösung
case-amount = Beanstandeter Betrag
case-timeline = Verlauf
case-ombudsman = Zu sagen, wenn die Antwort nicht zufriedenstellt
case-document-to-send = zu versenden: { $what } ({ $language })
case-document-sent = versandt { $at }: { $what } ({ $language })
prepared-acknowledge = Eingangsbestätigung
prepared-answer = Antwort
prepared-close = Abschluss
case-deeds = Was mit dieser Vorgangsakte?
case-do-answer = Antwort gegeben
case-do-escalate = Eskalieren, weil
case-do-take = Übernehmen
case-do-give = Übergeben an
case-do-close = Abschließen
case-do-reopen = Wieder eröffnen, weil
case-do-read = Erstes Gespräch lesen
case-words-taken = Enter vermerkt es
queue-empty = niemand wartet
queue-more = … noch { $count }
number-withheld = Nummer unterdrückt
card-none = keiner davon
card-open = { $count } offene Sache(n)
card-later = später
card-why = Für Sie: { $why }
card-unknown = unbekannte Nummer
card-recent = Kontakt beendet { $when }: weiter mit { $what }
desk-empty = Kein Vorgang offen.
desk-unfinished = { $count ->
    [one] ein Kontakt ohne Ergebnis
   *[other] { $count } Kontakte ohne Ergebnis
}
desk-skills = Fähigkeiten { $skills }
desk-no-phone = Kein Telefon: { $keys } legt Ihres fest
desk-phone = Telefon { $phone }   { $keys } ein anderes
desk-phone-unchecked = Heute nicht geprüft: { $keys } ruft es an
identified = identifiziert
not-identified = noch nicht identifiziert
no-file = keine Akte
by-hand = von Hand
note = Notiz
script-head = Schritt { $step } von { $of }
check-confirmed = richtig
check-wrong = falsch
check-refused = verweigert
understood-yes = { $count ->
    [0] verstanden
   *[other] verstanden (nochmals erklärt { $count } ×)
}
understood-no = { $count ->
    [0] nicht verstanden
   *[other] nicht verstanden (nochmals erklärt { $count } ×)
}
conclude-with = { $keys }: Ergebnis wählen
proposed = vorgeschlagen
missing-understanding = Verständnis geprüft
missing-case = Vorgangsakte der Beschwerde
missing-not-asked = nicht gefragt
missing-refused = verweigert
missing-unknown = unbekannt
missing-fill-in = jetzt ausfüllen
missed-gave-up = legte nach { $seconds } s auf
missed-passed-on = klingelte vergeblich, ging an einen Kollegen
why-nobody = niemandem angeboten
why-me = Sie
why-needs = verlangt { $skills }
why-unknown = diesen Anruf gibt es nicht
report-nothing = In dieser Zeit kam nichts herein.
figures-all = alles
figures-none = (keine)
action-figures = Zahlen
action-cases = Beschwerden und Vorgangsakten
title-figures-of = Welche Zahlen?
title-figures-days = Welche Tage?
days-taken = von diesem Tag, oder von diesen Tagen: 1/11 - 15/11
days-today = heute
days-yesterday = gestern
days-this-week = diese Woche
days-last-week = letzte Woche
days-this-month = dieser Monat
days-last-month = letzter Monat
days-other = andere Tage …
figures-by-queue = nach Warteschlange
figures-by-agent = nach Operator
figures-by-result = nach Ergebnis
figures-by-need = nach Anliegen
figures-by-hour = nach Stunde
figures-asked = wird berechnet …
figures-nothing = An diesen Tagen kam nichts herein
plan-not-sensible = Anrufe, Minuten und Bearbeitungszeit müssen über 0 liegen, Niveau und Abwesenheit bei 0 bis 99.
plan-overrun = { $agents } Operatoren: zu wenige, die Warteschlange wächst endlos
plan-fares = { $agents } Operatoren: { $level } % in { $target } s, { $waits } % warten, im Mittel { $asa } s, beschäftigt { $busy } %
plan-planned = { $agents } einzuplanen bei { $shrinkage } % Abwesenheit, Pause oder Schulung. Last: { $erlangs } Erlang. Erlang C: niemand gibt auf.
simulate-failed = Startwert { $seed }: { $what }. Noch einmal: { $again }
figure-offered = angeboten
figure-answered = angenommen
figure-abandoned = aufgelegt
figure-service-level = Servicelevel
figure-asa = Wartezeit Ø
figure-handled = bearbeitet
figure-aht = Dauer Ø
figure-talk = Gespräch
figure-hold = gehalten
figure-wrap-up = Nachbearb.
figure-occupancy = Auslastung
figure-fcr = gelöst
formula-offered = hereingekommen, ohne in 5 s aufgelegte; eines Operators: angebotene Anrufe
formula-answered = angeboten und angenommen
formula-abandoned = vor einer Antwort aufgelegt, nach mehr als 5 s; eines Operators: verpasste Anrufe
formula-service-level = in der Zielzeit der Leitung angenommen / (angenommen + nach der Zielzeit aufgelegt)
formula-asa = Warten der angenommenen / angenommen
formula-handled = mit Ergebnis; eines Operators: auch weitergeleitet
formula-aht = (Gespräch + Halten + Nachbearbeitung) / bearbeitet
formula-talk = Gespräch / bearbeitet
formula-hold = Halten am Platz / bearbeitet
formula-wrap-up = Nachbearbeitung / bearbeitet
formula-occupancy = Bearbeitung / (Bearbeitung + freie Zeit vor angebotenen Anrufen)
formula-fcr = Anliegen bekannter Kontakte, die in 7 Tagen nicht wiederkamen / Anliegen
because-reserved = namentlich verlangt
because-last-agent = sprach zuletzt mit dem Gesprächspartner
because-only-one = als Einzige frei, die ihn nehmen darf
because-not-missed = hat ihn noch nicht verpasst
because-best-skilled = kann es am besten von den Freien
because-longest-idle = am längsten frei: { $time }
moment-now = Jetzt
moment-came = kam in die Warteschlange
moment-freed = ein Operator wurde frei
moment-missed = klingelte vergeblich
moment-waited = hatte gewartet
moment-gave-up = der Gesprächspartner gab auf
end-answered = angenommen nach { $time }
end-missed = verpasst nach { $time }
end-taken-back = zurückgenommen nach { $time }
end-taken-elsewhere = von einem Kollegen genommen nach { $time }
end-gave-up = aufgelegt nach { $time }
whynot-skill = { $skill } { $has }, nötig { $least }
whynot-reserved = jemand anderes wird verlangt
whynot-kept = für den letzten Gesprächspartner aufgehoben
whynot-closed = die Warteschlange ist geschlossen
whynot-gone = an keinem Terminal
whynot-no-phone = kein Telefon
whynot-phone-unreached = Telefon nicht erreichbar
whynot-behind = jemand anderes ging vor
missed = verpasst
too-long = länger als { $seconds } s
muted = Mikrofon aus
behind-talking = verbinde …
behind-hold = halte …
behind-wrap-up = lege auf …
behind-dialling = wähle …
behind-long = Telefon folgt nicht
recording-begins = Aufnahme beginnt
recording-runs = AUFN { $time }
recording-paused = Aufnahme angehalten { $time }
recording-card = nicht aufgenommen (Karte) { $time }
recording-hear = Aufnahme von { $from } anhören: { $length }
recording-row = Aufnahme von { $from }: { $length }
recording-gaps = { $count ->
    [one] eine Lücke
   *[other] { $count } Lücken
 }
recording-until = aufbewahrt bis { $day }
recording-erased = gelöscht
recording-failed = konnte nicht aufgenommen werden
recording-goes-on = läuft noch
third-party-closed = geschützte Daten geschlossen
third-party = für { $who }: { $relation }
no = nein
yes = ja
need = Anliegen
mandate-not = doch keine Vollmacht
mandate-seen = Vollmacht liegt vor
mandate = Vollmacht
relation-self = die Person der Akte selbst
search = Suchen
search-help = Name, Nummer, Ort, Geburtsdatum, Kundennummer — wie man es hört.
search-nothing = kein Kontakt gefunden
search-loading = Index lädt: { $count } Kontakte
contact-new = Neuer Kontakt
contact-cases = { $count ->
    [one] offene Vorgangsakte: { $numbers }
   *[other] offene Vorgangsakten: { $numbers }
}
withheld = gesperrt: erst identifizieren
unsaved = Änderungen nicht gespeichert
list-empty = nichts
interface-in = Bildschirm auf { $language }
title-pause = Pause
title-outcome = Wie endet dieses Anliegen?
title-reason = Worum geht es?
title-palette = Alle Aktionen
title-scripts = Gesprächsleitfäden
title-unfinished = Beiseite und unfertig
title-result = Ergebnis
title-correct = Ergebnis korrigieren
title-missing = Was nicht ausgefüllt ist
title-relation = Wer ruft an?
title-unidentified = Warum nicht identifiziert?
title-mine = Meine Kontakte
title-values = Mögliche Werte
title-missed = Verpasste Anrufe
title-which-key = Tasten
keys-more = Telefon und mehr …
lock-keys-choosing = Enter übernehmen   Esc alles lassen, wie es war
lock-keys-shared = Enter entsperren   Esc dieses Terminal jemand anderem lassen
lock-keys = Enter entsperren
lock-not-the-same = Das war nicht dieselbe. Wählen Sie noch einmal.
lock-too-short = Mindestens { $count} Zeichen.
lock-wait = Zu viele Versuche: wieder in { $time}.
lock-wrong = Das ist nicht Ihre PIN.
lock-rings = Hier klingelt ein Anruf.
lock-again = Noch einmal
door-wrong = Falscher Name oder falsche PIN.
door-pin = PIN:
door-who = Agent:
lock-pin = PIN
lock-choose = Wählen Sie eine PIN mit { $count} Zeichen oder mehr. Sie entsperrt diesen Bildschirm und meldet Sie an geteilten Terminals an.
lock-now = Zuerst die, die Sie haben.
lock-since = { $name}, gesperrt seit { $time}
title-pin = Ihre PIN
title-locked = Gesperrt
title-help = Hilfe
title-why = Warum diese Korrektur?
title-caller-name = Name des Gesprächspartners
title-caller-number = Nummer des Gesprächspartners
title-phone = Ihr Telefon
title-dial = Anrufen
title-emergency = Notfall
title-tones = Töne
title-directory = An wen weiterleiten?
directory-number = » eine Nummer draußen: tippen
title-slip = Was wurde versprochen?
title-agent = Was ist mit diesem Operator?
title-skills = Fähigkeiten
title-waiting = Was ist mit diesem Kontakt?
title-colleagues = An wen schreiben?
title-case-outcome = Wie endet die Vorgangsakte?
title-say = Nachricht
title-said = Nachrichten
title-publish = Veröffentlichen
title-publish-at = Ab wann?
publish-taken = ab dann gilt es
publish-nothing = Nichts weicht von dem ab, was gilt
publish-now = { $count ->
    [one] 1 Änderung veröffentlichen, ab dem nächsten Kontakt
   *[other] { $count } Änderungen veröffentlichen, ab dem nächsten Kontakt
}
publish-at = Für später veröffentlichen …
publish-urgent = Dringend: auch in laufenden Kontakten
publish-back = Zurück zu Ausgabe { $number }
publish-withdraw = Ausgabe { $number } zurückziehen, die ab { $from } gilt
publish-ahead = Was später gilt, ist das Ganze: Es ersetzt alles, was bis dahin veröffentlicht wird.
publish-problems = { $count ->
    [one] 1 Fehler: nichts kann veröffentlicht werden
   *[other] { $count } Fehler: nichts kann veröffentlicht werden
}
publish-gone = gibt es nicht mehr
publish-new = neu
edition-row = Ausgabe { $number }, ab { $from }
edition-in-force = gilt
edition-ahead = steht bevor
edition-withdrawn = zurückgezogen
edition-past = vergangen
edition-urgent = dringend
edition-restores = wie Ausgabe { $number }
said-published = Ausgabe { $number } ist festgehalten
said-telephone-gone = Die Telefonanlage ist nicht da: Anrufe von Hand erfassen
said-telephone-back = Die Telefonanlage ist wieder da
said-unreached = Ihr Telefon wurde nicht erreicht: Der Anrufer wartet; { $keys } versucht es erneut
said-no-number-to-call = Dieser Kontakt hat keine Nummer
said-dial-by-hand = Keine Anlage: Wählen Sie { $number } selbst; der Anruf ist erfasst
said-no-tones = Töne sind für ein laufendes Gespräch
said-hung-up = Die Leitung ist getrennt: { $how }
said-outside-gone = { $who }: { $how }. Der Anrufer wartet: { $keys } führt zurück
said-no-call-to-record = Kein Gespräch zum Aufnehmen
said-recording-failed = Die Telefonanlage kann dieses Gespräch nicht aufnehmen
said-phone-checked = Ihr Telefon hört und wird gehört
said-phone-silent = Von Ihrem Telefon kam nichts: ist es angeschlossen, das Mikrofon an?
said-not-played = Ihr Telefon konnte es nicht abspielen
said-closes = { $how }: „{ $result }“ in 3 s; eine Taste hält es offen
hung-up-other-side = die andere Seite hat aufgelegt
hung-up-passed-on = weitergegeben
hung-up-agent = der Agent hat aufgelegt
hung-up-busy = besetzt
hung-up-no-answer = keine Antwort
hung-up-declined = der Anruf wurde abgelehnt
hung-up-no-such-number = diese Nummer gibt es nicht
hung-up-machine = ein Anrufbeantworter antwortete
hung-up-unreachable = nicht erreicht
said-withdrawn = Ausgabe { $number } ist zurückgezogen
said-edition = Ausgabe { $number } gilt ab dem nächsten Kontakt
said-edition-urgent = Ausgabe { $number }: neuer Text, auch in laufenden Kontakten
script-reworded = neuer Text
action-publish = Skripte veröffentlichen
title-past = Früherer Vorgang
title-routing = Warum dieser Operator?
caller-name = Name, ohne Akte…
caller-number = Nummer…
caller-name-taken = Enter übernimmt den Namen
caller-number-taken = Enter übernimmt die Nummer
phone-taken = Enter nimmt die Nummer wie getippt; leer: kein Telefon
dial-taken = Enter wählt die getippte Nummer
emergency-who = Wer
emergency-address = Wo
emergency-number = Nummer
emergency-ask = nicht bekannt: fragen
emergency-call = { $number } anrufen; der Anrufer wartet
emergency-pass = Den Anrufer mit { $number } verbinden
tones-taken = Enter sendet die Ziffern; s ist der Stern, h die Raute
slip-taken = Enter leitet weiter; kann leer bleiben
skills-taken = Enter setzt sie: fr nl:3; leer: nichts bekannt
say-taken = Enter sendet sie
say-everybody = alle
said-message = { $from }: { $text }
said-asks-help = { $who } ruft um Hilfe
said-help-asked = Hilfe ist gerufen
said-help-no-longer = Hilfe wird nicht mehr gerufen
said-bad-skill = Eine Fähigkeit besteht aus Buchstaben, Ziffern und Bindestrichen, und dann vielleicht wie gut, von 1 bis 5: nl:3
floor-agents = Operatoren { $all }: { $ready } frei, { $busy } beschäftigt
floor-queues = Warteschlangen
head-waiting = wart.
head-oldest = Alter
head-level = Niveau
head-abandoned = weg
floor-closed = zu
floor-today = Heute nach Stunden
floor-help = Hilfe { $time }
floor-helped = Hilfe ist da
floor-listen = mithören
floor-whisper = mithören, und nur mit dem Agenten sprechen
floor-barge = mit beiden sprechen
floor-listen-no-longer = nicht mehr mithören
floor-move = Wohin verschieben?
floor-give = Wem geben?
floor-left = { $count } unfertig
floor-overdue = { $count ->
    [one] { $count } Vorgangsakte überfällig
   *[other] { $count } Vorgangsakten überfällig
}
floor-sooner = eine Minute früher
floor-later = eine Minute später
slip-from = { $who } leitet weiter
slip-returned = { $who } nahm nicht ab
slip-promised = Versprochen: { $what }
slip-asks = { $who } fragt Sie zu diesem Anruf
slip-calls-back = Der Anrufer bat um Rückruf: Annehmen wählt diese Nummer
consult-rings = { $who } wird gerufen, der Gesprächspartner wartet
consult-talks = { $who } ist am Apparat, der Gesprächspartner wartet
consult-joins = { $who }, der Anrufer und Sie sprechen zu dritt
listening-listen = { $who } hört mit
listening-whisper = { $who } hört mit und spricht nur mit dem Agenten
listening-barge = { $who } spricht mit beiden
consult-waits = { $who } wartet, während Sie mit dem Gesprächspartner sprechen
also-here = { $who } hat diese Akte auch offen
said-nothing-to-pass-on = Kein laufendes Gespräch zum Weiterleiten
said-consult-agents = Rücksprache mit einer Warteschlange geht nicht
said-consult-unanswered = Der Kollege nahm nicht ab; der Gesprächspartner wartet noch
said-outcome = Ausgang des Anliegens: { $outcome }
said-nothing-concluded = Noch nichts von Ihnen abgeschlossen.
said-live-call = Ein Gespräch ist noch offen: nochmals, um doch zu beenden.
said-pin-saved = Ihre neue PIN gilt ab jetzt.
said-take-with = { $keys } nimmt, was markiert ist.
said-phone = Ihr Telefon ist ab jetzt { $phone }.
said-field = { $field }: { $problem }
said-choose = Wählen Sie mit einem Buchstaben.
said-fill-in-first = Bitte zuerst ausfüllen: { $field }
said-acknowledged = Eingang bestätigt; der Text liegt zum Versenden bereit
said-case-overdue = Vorgangsakte { $number } überfällig: { $duty }
said-case-given = Die Vorgangsakte { $number } ist jetzt bei Ihnen
correct-mistyped = vertippt
correct-learnt = später erfahren
correct-agreed = mit dem Supervisor abgesprochen
correct-other = anderer Grund
missing-nothing-asked = nichts davon gefragt
result-before = (vorher: { $result })
past-correct = Ergebnis korrigieren…
past-line = Die Leitung
past-passed = Verbunden mit
past-call = { $number } anrufen
past-routing = Wem er angeboten wurde, und warum…
cut-off = abgebrochen
file-of = betroffene Akte: { $who }
said-fields-filled = Alle Felder sind ausgefüllt: Tab führt hinein.
said-nothing-parked = Nichts ist beiseitegelegt.
said-nothing-to-continue = Es gibt nichts fortzusetzen.
said-returns = { $who } ruft wieder an: { $keys } setzt fort.
said-no-number = Es gibt keine Nummer hinzuzufügen.
said-nothing-to-undo = Hier gibt es nichts rückgängig zu machen.
said-saved = gespeichert
said-unsaved = Änderungen nicht gespeichert: ^Y speichert sie, noch einmal Esc verwirft sie.
said-gave-up = Der Anrufer hat aufgelegt; nichts anderes wurde angenommen.
said-rang-out = Es klingelte hier vergeblich und geht an andere
said-nothing-waits = Hier klingelt nichts.

## Fields of a contact, and what is wrong with a value.

field-given = Vorname
field-family = Nachname
field-organisation = Firma
field-language = Sprache
field-numbers = Telefon
field-emails = E-Mail
field-street = Straße
field-postcode = Postleitzahl
field-locality = Ort
field-country = Land
field-birth = Geboren
field-customer_number = Kundennummer
field-iban = IBAN
field-national_number = Nationalregister
field-confidential = Vertraulich
field-note = Notiz
field-digits-missing = noch { $count } Ziffern
field-digits-too-many = { $count } Ziffern zu viel
field-only-digits = nur Ziffern
field-not-a-date = kein Datum
field-not-an-amount = kein Betrag, wie 12,50
field-not-a-phone = keine Nummer
field-not-an-email = keine Adresse
field-not-yes-no = ja oder nein
field-not-listed = nicht in der Liste
field-not-a-card = keine Kartennummer

## Refusals: why something was not done.

refusal-not-signed-in = Kein Operator in dieser Sitzung.
refusal-unknown = Nicht gefunden.
refusal-gave-up = Der Anrufer hat aufgelegt.
refusal-taken = Ein Kollege hat es schon.
refusal-not-yours = Das liegt nicht auf Ihrem Tisch.
refusal-line-closed = Die Leitung ist schon getrennt.
refusal-nobody-called = Hier wurde niemand angerufen.
refusal-already-concluded = Schon abgeschlossen: Ergebnis berichtigen.
refusal-not-correctable = Dieses Ergebnis kann hier nicht berichtigt werden.
refusal-unknown-result = Unbekanntes Ergebnis: { $detail }
refusal-unknown-script = Unbekannter Leitfaden: { $detail }
refusal-unknown-line = Keine Leitung, kein Operator: { $detail }
refusal-script = Der Leitfaden lässt das hier nicht zu.
refusal-conflict = Inzwischen von jemand anderem geändert: { $detail } — ^Y nochmals behält Ihren Wert.
refusal-not-identified = Identifizieren Sie erst den Anrufer.
refusal-number-known = Die Nummer kommt von der Telefonanlage.
refusal-no-number = Darin steht keine Ziffer.
refusal-no-phone = Sagen Sie zuerst, welches Telefon Ihres ist
refusal-cannot-dial = Das ist keine Nummer zum Wählen
refusal-not-recorded = Solche Gespräche werden nicht aufgenommen
refusal-no-recording = Dafür gibt es keine Aufnahme
refusal-no-telephone = Die Telefonanlage ist nicht da
refusal-nothing-to-hear = Dort ist niemand in einem Anruf der Telefonanlage
refusal-own-call-first = Beenden Sie erst Ihren eigenen Anruf
refusal-no-phone-of = { $detail } hat kein Telefon
refusal-nothing-to-compare = Die Akte hat nichts, womit dies zu vergleichen wäre.
refusal-empty-contact = Name, Nummer oder E-Mail fehlt.
refusal-closing = Das Programm wird beendet.
refusal-bad-field = { $detail }: das ist keine gültige Angabe.
refusal-busy = Zu viele Änderungen zugleich: bitte wiederholen.
refusal-not-allowed = Ihre Rolle darf das nicht.
refusal-not-here = { $detail } sitzt an keinem Platz
refusal-yourself = Das sind Sie selbst
refusal-nothing-said = Die Nachricht ist leer
refusal-case-closed = Die Vorgangsakte ist abgeschlossen: bitte zuerst wieder eröffnen
refusal-case-not-closed = Die Vorgangsakte ist nicht abgeschlossen
refusal-case-done = Das ist bei dieser Vorgangsakte schon geschehen
refusal-not-your-case = Das tun nur, wer die Vorgangsakte betreut, und Supervisoren
refusal-pack-wrong = Da ist ein Fehler bei { $detail }
refusal-pack-too-large = Das sind mehr als 1 MB Skripte
refusal-nothing-new = Das gilt schon
refusal-more-than-words = Mehr als Text ändert sich bei { $detail }: ab dem nächsten Kontakt veröffentlichen
refusal-past-time = Dieser Zeitpunkt ist vorbei
refusal-not-in-force = Inzwischen gilt eine andere Ausgabe
refusal-not-ahead = Sie gilt schon oder wurde zurückgezogen
refusal-nothing-before = Vorher galt nichts
refusal-not-left = Nur eine Nachbearbeitung von Abwesenden kann jemand anderes bekommen
refusal-nobody-consulted = Zu diesem Anruf wird mit keinem Kollegen gesprochen
refusal-user-taken = Dieser Benutzer meldet sich schon als { $detail} an.
refusal-name-taken = Der Name { $detail} ist vergeben, an einen Agenten oder ein geteiltes Terminal.
refusal-not-saved = Nicht gespeichert: { $detail }

## The shell.

store-locked = Die Datenbank ist in einem anderen Prozess offen. Schließen Sie ihn zuerst.
store-newer = Die Datenbank ist von einer neueren Version ({ $detail }). Nehmen Sie ein neueres opcl.
store-damaged = Die Datenbank ist beschädigt ({ $detail }). Spielen Sie eine Sicherung ein.
store-full = Die Platte ist voll. Schaffen Sie Platz.
store-denied = Kein Zugriff ({ $detail }).
store-io = Das System sagt: { $detail }
io-not-found = keine Datei und kein Verzeichnis dieses Namens
io-denied = Lesen oder Schreiben ist nicht erlaubt
io-read-only = das Dateisystem ist schreibgeschützt
io-directory = es ist ein Verzeichnis
io-no-directory = ein Teil des Pfads ist kein Verzeichnis
io-exists = gibt es schon
io-full = die Platte ist voll
io-too-large = die Datei darf nicht größer werden
io-refused = dort antwortet niemand
io-not-utf8 = es ist kein UTF-8-Text
shell-no-desk = Auf diesem Datenverzeichnis läuft kein Arbeitsplatz. Starten Sie zuerst „opcl“.
shell-no-desk-here = Der geteilte Desk dieses Rechners läuft nicht. Sein Eigentümer startet ihn: opcl serve.
shell-other-version = Der Arbeitsplatz ist von einer anderen Version.
shell-kept-out = { $data}: Zugriff verweigert. Der Desk dort gehört seinem Eigentümer und der Gruppe { $group}; nach der Aufnahme in die Gruppe melden Sie sich auf diesem Rechner neu an. Für einen eigenen Desk nehmen Sie ein anderes --data.
shell-stranger = Der Benutzer { $user} ist kein Agent dieses Desks. Ein Verwalter fügt ihn hinzu: opcl agent add NAME --user { $user}
line-taken-over = Dieser Desk läuft an einem anderen Terminal weiter.
line-closed = Der Desk wird geschlossen. Was getippt wurde, ist gespeichert.
line-lost = Die Verbindung zum Desk ist weg. Starten Sie opcl neu: es geht weiter, wo es war.
line-failed = Die Konsole ist hier mehrmals abgestürzt. Was getippt wurde, ist gespeichert; melden Sie sich neu an.
line-removed = Sie können sich hier nicht mehr anmelden. Ein Verwalter weiß, warum.
console-others = Hier noch bei der Arbeit: {$names}. Der Desk läuft weiter, bis sie gehen; Strg-C beendet ihn.
agent-bad-key = { $file}: ist kein öffentlicher SSH-Schlüssel einer zugelassenen Art (Ed25519, ECDSA).
agent-bad-name = { $name }: ein Anmeldename hat 1 bis { $count } Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, keinen Bindestrich am Anfang.
agent-bad-skill = { $skill }: eine Fähigkeit besteht aus Buchstaben, Ziffern und Bindestrichen, und dann vielleicht wie gut, von 1 bis { $best }: nl:3
agent-no-hash = Das System liefert keine Zufallszahlen.
agent-pin = PIN (sie wird nicht gezeigt):
agent-pin-differs = Das war nicht dieselbe PIN.
agent-no-user = Auf diesem Rechner gibt es keinen Benutzer { $user}.
agent-none = Noch keine Agenten. opcl agent add NAME --key DATEI
serve-ready = Agenten melden sich an unter { $address}. Schlüssel des Hosts: { $key}.
serve-no-group = Der Socket ist nur für seinen Eigentümer da: Hier gibt es keine Gruppe { $group }, oder dieser Benutzer ist nicht darin.
journal-bad-since = { $text } ist weder ein Tag (2026-11-27) noch ein Zeitpunkt (2026-11-27T09:30).
shell-running = Auf diesen Daten läuft schon ein Desk. Beenden Sie ihn zuerst, oder nehmen Sie ein anderes --data.
shell-no-answer = Die Eingabe endete vor der Antwort. Starten Sie opcl in einem Terminal.
shell-config-unreadable = Die Konfiguration { $file } ist nicht lesbar: { $detail }
shell-no-home = Es ist kein Heimatverzeichnis bekannt. Geben Sie --data ORDNER an.
shell-no-database = In { $folder } gibt es noch keine Datenbank. Starten Sie „opcl“, oder lesen Sie zuerst Kontakte ein.
demo-not-here = { $folder } enthält eine Datenbank, die keiner Vorführung gehört. Geben Sie --data ein anderes Verzeichnis.
terminal-failed = Das Terminal geht nicht: { $detail }
check-well = in Ordnung
check-bad =
    { $count ->
        [one] { $count } Problem
       *[other] { $count } Probleme
    }
keymap-keys = Tasten
keymap-action = Aktion
keymap-label = auf dem Bildschirm
keymap-letters = Buchstaben wählen hier aus; die Tastenbelegung lässt sie in Ruhe.
welcome-language = Langue, taal, Sprache, language (fr nl de en):
welcome-no-language = „{ $answer }“ ist keine davon: fr nl de en
notice-left-out = Fehlerhafte Dateien ausgelassen: { $files }
notice-unpublished = { $count ->
    [one] 1 Änderung an Skripten ist nicht veröffentlicht: { $keys }
   *[other] { $count } Änderungen an Skripten sind nicht veröffentlicht: { $keys }
}
check-none-yet = noch nichts
check-running = ein Desk läuft darauf
check-running-group = ein Desk läuft darauf, für seinen Eigentümer und die Gruppe { $group}
check-no-tty = keines
check-small = { $cols }×{ $rows } ist kleiner als 80×24
check-languages = Sprachen
check-scripts = Skripte
check-keymaps = Tasten
check-config = Konfiguration
check-data = Daten
check-terminal = Terminal
check-socket = Socket
check-host-key = Hostschlüssel
check-agents = Agenten
check-agents-said = { $count }, davon { $keys } mit Schlüssel
check-telephone = Telefonanlage
check-phones-gone = erreicht { $phones } nicht
check-no-sounds = hat keinen Ton { $sounds }
check-no-application = der Platz, der läuft, steuert seine Anwendung { $name } nicht
check-no-recordings = sie hat keinen Ordner für Aufnahmen (mkdir /var/spool/asterisk/recording)
asterisk-password = ein eigenes Passwort
asterisk-adds = (+) ergänzt den Abschnitt, der da ist; gibt es keinen, weglassen
asterisk-lines = das dritte Wort ist die Linie aus lines.toml; ohne, die erste
asterisk-recordings = einmal, als root: der Ordner der Aufnahmen
asterisk-phones = eines für jeden Operator, benannt wie dessen Telefon
asterisk-provider = wer Anrufe nach und von außen trägt
check-not-private = andere dürfen es lesen oder schreiben: chmod 600
check-free = frei
check-answers = ein SSH-Server antwortet
check-port = Port
welcome-name = Ihr Name, wie Sie ihn dem Anrufer sagen:
welcome-import = CSV-Datei mit Kontakten zum Einlesen (Eingabe: keine):
welcome-go-on = Drücken Sie die Eingabetaste, um den Arbeitsplatz zu öffnen.
import-summary =
    { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }: { $added } neu, { $updated } geändert, { $unchanged } unverändert, { $rejected } abgelehnt
import-would =
    { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }: { $added } neu anzulegen, { $updated } zu ändern, { $unchanged } unverändert, { $rejected } abzulehnen. Nichts wurde geschrieben.
import-as-text =
    { $count ->
        [one] { $count } Zelle passt nicht in ihr Feld: sie bleibt als Text erhalten
       *[other] { $count } Zellen passen nicht in ihr Feld: sie bleiben als Text erhalten
    }, unter der Überschrift der Spalte.
import-more = … und { $count } weitere
column-other = { $field }, zweite Adresse
column-full_name = Ganzer Name
column-family_first = Ganzer Name, Nachname zuerst
column-box = Postfach
column-extra = unter eigener Überschrift behalten
column-ignore = ausgelassen

## Files.

file-empty = Die Datei ist leer.
file-too-many-columns = { $count } Spalten: das ist keine Kontaktliste.
file-utf16 = Die Datei ist UTF-16. Speichern Sie sie als CSV UTF-8.
file-binary = Das ist keine Textdatei. Speichern Sie sie als CSV.
file-no-field = Keine Spalte ist erkannt: { $columns }. Sagen Sie, wofür sie sind, zum Beispiel --map "Titel=family,Titel=numbers"; die Felder stehen in opcl import contacts --help.
map-no-equals = --map erwartet Titel=Feld, nicht „{ $part }“.
map-no-such-field = Kein Feld „{ $field }“. Möglich: { $possible }
map-no-such-column = Keine Spalte „{ $column }“. In der Datei: { $possible }
reject-row-too-long = Zeile zu lang
reject-quote = Anführungszeichen nie geschlossen
reject-encoding = kein { $encoding }
reject-cells = falsche Zahl von Zellen
reject-too-long = { $column }: mehr als { $most } Zeichen
reject-rounded = { $column }: die Tabelle hat diese Zahl gerundet ({ $cell })
reject-nobody = weder Name noch Nummer noch E-Mail
import-line = Zeile
import-reason = Grund
import-progress =
    { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }, { $rate } pro Sekunde
import-rejects = Abgelehnte Zeilen: { $file }
