### L'interface en français.

## Actions: what a key does, short enough for a bar of hints.

action-answer = Décrocher
action-take-oldest = Prendre le premier en attente
action-hold = Mettre en attente / reprendre
action-hang-up = Raccrocher
action-machine = Répondeur : raccrocher
action-objection = Objection
action-abuse = Insultes ou menaces
action-transfer = transférer
action-conference = parler à trois
action-check-phone = Vérifier mon téléphone
action-conclude = Conclure
action-ready = Disponible
action-ready-once = disponible une fois
action-pause = Pause
action-away = Absent
action-mute = Couper le micro
action-park = Mettre de côté
action-return-parked = Revenir à l'appel mis de côté
action-continue-cut-off = Reprendre l'appel coupé
action-log-call = Noter un appel
action-dial = Appeler un numéro
action-emergency = Urgence
action-tones = Envoyer des tonalités
action-record = Enregistrer l’appel / arrêter
action-pause-recording = Suspendre l’enregistrement / reprendre
action-read-card = Qui appelle
action-card-match-1 = Premier contact
action-card-match-2 = Deuxième contact
action-card-match-3 = Troisième contact
action-card-match-4 = Quatrième contact
action-card-match-5 = Cinquième contact
action-card-match-6 = Sixième contact
action-card-match-7 = Septième contact
action-card-match-8 = Huitième contact
action-card-match-9 = Neuvième contact
action-card-none = Aucun d'eux
action-card-later = Plus tard
action-next-step = Étape suivante
action-previous-step = Étape précédente
action-skip-step = Passer l'étape
action-dont-know = Ne sait pas
action-refused = Refuse
action-not-applicable = Sans objet
action-check-confirmed = Correct
action-check-wrong = Faux
action-check-refused = Refusé
action-check-not-asked = Non demandé
action-not-identified = Non identifié
action-understood = Compris
action-explained-again = Réexpliqué
action-not-understood = Pas compris
action-acknowledge-case = Accuser réception de la plainte
action-propose-product = Produit
action-set-quantity = Quantité
action-set-discount = Remise
action-proposal-accepted = Accepté
action-proposal-declined = Décliné
action-proposal-thinking = Y réfléchit
action-item-read = Lu
action-agreed = D'accord
action-addon-taken = Pris en plus
action-addon-declined = Pas pris
action-addon-not-offered = Pas proposé
action-add-need = Besoin suivant
action-need-outcome = Issue du besoin
action-need-reason = Motif du besoin
action-open-script = Ouvrir un script
action-articles = Base de connaissances
action-language-fr = Parler français
action-language-nl = Parler néerlandais
action-language-de = Parler allemand
action-language-en = Parler anglais
action-note = Note
action-contacts = Chercher un contact
action-open = Ouvrir
action-edit = Modifier
action-new-contact = Nouveau contact
action-attach-number = Ajouter le numéro au contact
action-set-caller = Indiquer l'interlocuteur
action-set-file = Indiquer le dossier concerné
action-file-none = Aucun dossier concerné
action-history = Historique
action-correct-result = Corriger le dernier résultat
action-unfinished = Post-appels inachevés
action-missed = Appels manqués
action-floor = le plateau
action-ask-help = demander de l’aide
action-say = écrire à un collègue
action-messages = messages
action-why = pourquoi cet opérateur
action-accept = Valider
action-cancel = Annuler
action-focus-next = Champ suivant
action-focus-previous = Champ précédent
action-focus-queue = Vers la file d'attente
action-focus-script = Vers le script
action-focus-form = Vers le formulaire
action-up = Monter
action-down = Descendre
action-page-up = Page précédente
action-page-down = Page suivante
action-home = Au début
action-end = À la fin
action-prompt = Liste des valeurs
action-save = Enregistrer
action-undo = Défaire
action-word-left = Un mot à gauche
action-word-right = Un mot à droite
action-delete-word = Effacer le mot
action-clear-line = Vider la ligne
action-help = Aide
action-palette = Toutes les actions
action-leader = Menu
action-redraw = Redessiner l'écran
action-change-pin = Choisir un autre code PIN
action-set-phone = Un autre téléphone
action-lock = Verrouiller l’écran
action-sign-out = Se déconnecter
action-quit = Quitter la console

## Where the keys have a meaning.

context-text = Champ de texte
context-form = Formulaire
context-contacts = Contacts
context-palette = Toutes les actions
context-list = Liste
context-conclude = Conclure
context-identify = Identifier
context-understand = Compréhension
context-complaint = Plainte
context-proposal = Proposition
context-agree = Accord
context-addon = Vente additionnelle
context-script = Script
context-card = Qui appelle
context-queue = File d'attente
context-contact = Contact
context-floor = Plateau
context-question = Question sans texte saisi
context-help = Aide
context-desk = Hors des champs de texte
context-global = Partout
context-leader = Après la touche menu

## Mistakes in files that people write. The place stands before or above the message.

problem-toml = TOML non valable : { $detail }
problem-level = erreur
toml-unclosed = un crochet ou une accolade est ouvert et jamais fermé
toml-quote = un texte entre guillemets ne finit pas comme il a commencé
toml-key-alone = après une clé viennent = et une valeur
toml-unquoted = un texte doit être entre guillemets
toml-twice = cette clé figure déjà plus haut
toml-escape = après \ aucun signe connu ; \\ est le signe lui-même
toml-comma = une virgule manque ici, ou il y en a une de trop
toml-value = ce n’est pas une valeur : texte entre guillemets, nombre, true, false ou liste
toml-odd = ceci n’a pas sa place ici
problem-config-zone = ce fuseau horaire n’existe pas ; écrivez par exemple "Europe/Brussels"
problem-config-group = il faut ici le nom d’un groupe, comme "opcl"
problem-config-asterisk = [asterisk] demande address = "hôte:port" ou "https://hôte:port" (avec certificate = "/…" si l’hôte ne le connaît pas), user, et password ou password_file = "/…" ; dial, s’il est donné, contient {"{"}number{"}"}
problem-config-data = il faut ici un dossier, depuis la racine, comme "/var/lib/opcl"
problem-config-region = il faut ici un pays dont on connaît les numéros de téléphone, en deux majuscules, comme "BE"

## Mistakes in scripts and in the lists beside them.

problem-content-empty = rien ici dont on puisse se servir
problem-content-key = « { $key } » est inconnu ici ; on connaît : { $known }
problem-content-key-near = « { $key } » est inconnu ici ; vouliez-vous dire « { $near } » ?
problem-content-missing = « { $key } » manque
problem-content-text = « { $key } » doit être un texte entre guillemets, qui n'est pas vide
problem-content-list = « { $key } » doit être une liste entre crochets
problem-content-letter = « { $key } » doit être une seule lettre minuscule, de a à z
problem-content-flag = « { $key } » doit être true ou false, sans guillemets
problem-content-number = « { $key } » doit être un nombre entier de 0 à 100000
problem-content-money = « { $key } » doit être un montant en euros comme 21.99, avec deux décimales au plus
problem-content-percent = « { $key } » doit être un pourcentage de 0 à 100, avec deux décimales au plus
problem-content-price = un produit a besoin d'un prix : once, per_month ou les deux
problem-content-days = le dernier jour précède le premier
problem-content-day = « { $key } » doit être un jour, comme 2026-11-30
problem-content-skill = { $name } : une compétence s’écrit en lettres, chiffres et tirets, puis peut-être le niveau minimal, de 1 à 5 : nl:3
problem-content-order = « { $key } » doit venir après le précédent
problem-content-time = { $name } n’est pas une heure, comme 08:30
problem-content-texts = « { $key } » doit avoir un texte par langue : fr, nl, de, en
problem-content-translation = « { $key } » n'a pas de texte en { $language }
problem-content-rows = « { $key } » doit être une liste de tables
problem-content-word = « { $name } » doit être un seul mot : lettres, chiffres et traits d'union
problem-content-table = « { $key } » doit être une table
problem-content-working-days = un délai compte au plus { $longest } jours ouvrables
problem-content-twice = « { $name } » existe déjà plus haut
problem-content-letter-twice = la lettre « { $letter } » est déjà prise plus haut
problem-content-parent = « { $name } » n'est le code d'aucune ligne de cette liste
problem-content-outcome = « { $name } » n'est l'issue d'aucun besoin dans desk.toml
problem-content-code = le code « { $name } » est trop long : six caractères au plus
problem-content-value = « { $name } » ne convient pas ici ; on connaît : { $known }
problem-script-length = un champ de chiffres demande sa longueur : length, de 1 à 40
problem-script-values = un champ à choix demande ses valeurs : values
problem-script-comma = une valeur parmi plusieurs ne contient ni virgule ni point-virgule : « { $name } »
problem-script-constraint = une contrainte demande son message : constraint_message
problem-script-no-step = aucune étape ne s'appelle « { $name } »
problem-script-needs = l'étape « { $name } » demande au moins un [[step.{ $part }]]
problem-script-case-field = l’étape « { $name } » doit avoir un champ « { $field } » du type { $field }
problem-script-useless = l'étape « { $name } », de ce type, ne se sert pas de [[step.{ $part }]]
problem-script-after-end = rien ne suit la conclusion
problem-script-reason = « { $name } » n'est pas un motif de desk.toml
problem-script-checks = l'étape « { $name } » a moins de contrôles que les { $count } demandés par checks_needed
problem-script-statement = « { $name } » n'est pas permis dans un texte ; seuls if, elif, else et endif le sont
problem-script-template = ce modèle ne peut pas être lu : { $detail }
problem-script-name = « { $name } » n'a pas de valeur dans ce script ; on connaît : { $known }
problem-script-field-twice = le nom « { $name } » désigne déjà autre chose : un autre champ, d'un autre type, ou un choix
problem-script-no-conclude = le script n'a pas d'étape de type conclude
problem-script-opening = un script d’appels sortants commence par une étape du genre open, pas par « { $name } »
problem-script-unreachable = rien ne mène à l'étape « { $name } »
problem-script-dead-end = rien ne suit l'étape « { $name } », qui n'est pas une conclusion
problem-script-circle = depuis l'étape « { $name } », on n'arrive à aucune conclusion

xlsform-summary = { $steps } étapes, { $questions } questions ; { $count } remarques
xlsform-no-workbook = { $file } : pas un classeur lisible (.xlsx, .xls) ; les autres formats passent par .csv
xlsform-no-text = { $file } : pas un fichier CSV lisible
xlsform-no-survey = { $file } : pas un XLSForm, il manque la feuille « survey » avec sa colonne « type »
xlsform-no-question = { $file } : ne demande rien
xlsform-type = le type « { $what } » n'est pas repris
xlsform-as-text = « { $what } » est demandé comme texte
xlsform-as-group = « { $what } » est repris comme un groupe, une seule fois
xlsform-disabled = « { $what } » est désactivé et n'est pas repris
xlsform-end = « { $what } » ne ferme rien
xlsform-renamed = « { $what } » s'appelle ici « { $name } »
xlsform-repeat = « { $what } » est demandé { $count } fois au plus
xlsform-first-round = « { $what } » est demandé plusieurs fois : ici compte la première
xlsform-expression = { $column } : « { $what } » n'a pas d'équivalent et n'est pas repris
xlsform-no-calculation = « { $what } » n'a pas de calcul et n'est pas repris
xlsform-name = le texte nomme « { $what } », qui n'est demandé nulle part
xlsform-list = aucune liste de choix ne s'appelle « { $what } »
xlsform-choice-unnamed = un choix sans liste ou sans nom n'est pas repris
xlsform-choice-value = la valeur « { $what } » s'écrit ici « { $value } »
xlsform-choice-twice = la valeur « { $what } » est deux fois dans la liste : la première compte
xlsform-column = la colonne « { $what } » n'est pas reprise (lignes { $rows })
xlsform-sheet = la feuille « { $what } » n'est pas reprise
xlsform-language = { $count } textes manquent en { $language } : celui de la langue par défaut y est

## Mistakes in keymaps.

problem-keymap-context = aucun contexte ne s'appelle « { $name } » ; les contextes sont : { $known }
problem-keymap-table = {"["}{ $name }] doit être une table de touches et d'actions
problem-keymap-name = une action est attendue ici, en texte entre guillemets, ou "none"
problem-keymap-action = aucune action ne s'appelle « { $name } » ; la référence les donne toutes
problem-keymap-action-near = aucune action ne s'appelle « { $name } » ; vouliez-vous dire « { $near } » ?
problem-keymap-place = « { $name } » n'a pas de sens dans [{ $context }] ; sa place est : { $places }
problem-keymap-letter = « { $key } » ne peut être lié dans [{ $context }] : cette touche y écrit ou y choisit
problem-keymap-twice = « { $key } » a déjà une action à la ligne { $line }
problem-keymap-prefix = « { $prefix } » agit déjà seul : « { $key } » est inaccessible
problem-keymap-leader = « { $key } » ouvre le menu ; placez « { $rest } » dans [leader]
problem-keymap-answer = « { $key } » ne peut décrocher : on l'enfonce par habitude
problem-key-empty = il manque une touche : un espace entre deux touches, aucun autour
problem-key-unknown = aucune touche ne s'appelle « { $key } » ; les touches sont F1 à F24, Ctrl-f, S-Tab, Enter, Esc, Space, PgUp, a, ? et semblables
problem-key-alt = « { $key } » : sur une ligne, Alt avec une touche équivaut à Esc et cette touche ; utilisez Ctrl ou le menu
problem-key-shift = « { $key } » : écrivez le caractère lui-même, comme ? ou A ; S- vaut pour les touches F, Tab et les flèches
problem-key-control = « { $key } » : les terminaux n'envoient pas cette touche avec Ctrl
problem-key-multiplexer = « { $key } » appartient à screen et tmux
problem-key-flow = « { $key } » arrête ou relance l'affichage du terminal
problem-key-shell = « { $key } » appartient au shell, qui suspend ou arrête ainsi les programmes
problem-key-connection = « { $key } » appartient à mosh et telnet
problem-key-same-bytes = « { $key } » est le même octet que Tab, Enter, Esc ou Backspace

## What a keymap leaves out; no mistakes.

gap-unbound = « { $name } » n'a pas de touches dans [{ $context }] ; seule la palette y mène
gap-only-function = « { $name } » n'a que des touches F dans [{ $context }], que certains terminaux gardent pour eux
gap-only-awkward = « { $name } » n'a dans [{ $context }] que des signes qui demandent Maj ou AltGr sur certains claviers

## Dates and times as people type them.

when-empty = une date et une heure sont attendues : « demain 14h30 », « ven 9h », « +2j 10h »
when-unknown = « { $word } » n'est compris ni comme date ni comme heure
when-no-time = à quelle heure ?
when-no-day = quel jour ?
when-no-such-date = « { $word } » n'existe pas dans le calendrier
when-no-such-time = « { $word } » n'est pas une heure du jour
when-twice = « { $word } » s'ajoute à une autre date ou heure
when-past = { $when } est passé

## The desk.

practice = EXERCICE
practice-caller = L'appelant
status-ready = disponible
status-ready-once = disponible une fois
status-away = absent
status-paused = pause : { $why }
cause-missed = { $count ->
    [one] { $count } appel manqué
   *[other] { $count } appels manqués
}
cause-by = { $why }, mis par { $by }
next-pause = pause ensuite
state-idle = libre
state-ringing = sonne
state-talking = en communication
state-hold = en attente
state-dialling = appel en cours
state-wrap-up = post-appel
bar-waiting = { $count } en attente
bar-oldest = plus ancien
bar-missed = manqués { $count }
bar-overdue = { $count } en retard
bar-no-telephone = pas de téléphone
plays-recording = lecture d’un enregistrement
plays-check = parlez, puis écoutez
bar-phone-unreached = { $phone } non joignable
waiting-for-answer = un instant…
pane-queue = File d'attente
pane-card = Qui appelle
pane-card-called = Qui est appelé
pane-history = Historique
pane-desk = Poste
pane-contacts = Contacts
pane-contact = Contact
pane-cases = Dossiers ({ $count })
pane-case = Dossier
cases-theirs = de ce contact
cases-mine = les miens
cases-open = ouverts
cases-overdue = en retard
cases-all = tous
cases-none = Aucun dossier
cases-asked = Recherche …
case-open = ouvert
case-acknowledged = réception confirmée
case-answered = répondu
case-escalated = escaladé
case-closed = clôturé
case-was-opened = ouvert
case-was-changed = modifié
case-was-overdue = en retard : { $duty }
case-was-given = confié à { $who }
case-was-reopened = rouvert
case-remark = remarque
duty-acknowledge = accuser réception
duty-answer = répondre
duty-close = clôturer
case-until = { $duty } au plus tard le { $day }
case-by = { $duty } : { $day }
case-late = { $duty } : en retard ({ $day })
case-met = fait : { $at }
case-met-late = fait en retard : { $at }
case-owner = chez { $who }
case-nobody = sans responsable
case-since = ouvert : { $at }
case-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
case-complaint = Plainte
case-remedy = Solution souhaitée
case-amount = Montant contesté
case-timeline = Historique
case-ombudsman = À dire à qui n’est pas satisfait de la réponse
case-document-to-send = à envoyer : { $what } ({ $language })
case-document-sent = envoyé { $at } : { $what } ({ $language })
prepared-acknowledge = accusé de réception
prepared-answer = réponse
prepared-close = clôture
case-deeds = Que faire de ce dossier ?
case-do-answer = Réponse donnée
case-do-escalate = Escalader, parce que
case-do-take = Reprendre
case-do-give = Confier à
case-do-close = Clôturer
case-do-reopen = Rouvrir, parce que
case-do-read = Lire l’appel d’origine
case-words-taken = Entrée le note
queue-empty = personne n'attend
queue-more = … encore { $count }
number-withheld = numéro masqué
card-none = aucun de ceux-ci
card-open = { $count } affaire(s) en cours
card-later = plus tard
card-why = Pour vous : { $why }
card-unknown = numéro inconnu
card-recent = contact terminé { $when } : continuer { $what }
desk-empty = Aucun contact ouvert.
desk-unfinished = { $count ->
    [one] un contact sans résultat
   *[other] { $count } contacts sans résultat
}
desk-skills = Compétences { $skills }
desk-no-phone = Pas de téléphone : { $keys } indique le vôtre
desk-phone = Téléphone { $phone }   { $keys } un autre
desk-phone-unchecked = Pas vérifié aujourd’hui : { $keys } l’appelle
identified = identifié
not-identified = pas encore identifié
no-file = pas de dossier
by-hand = à la main
note = Note
script-head = étape { $step } sur { $of }
opened = qui appelle, pour qui et pourquoi : dit
not-opened = Entrée : qui appelle, pour qui et pourquoi est dit
check-confirmed = correct
check-wrong = inexact
check-refused = refusé
understood-yes = { $count ->
    [0] compris
   *[other] compris (réexpliqué { $count } ×)
}
understood-no = { $count ->
    [0] pas compris
   *[other] pas compris (réexpliqué { $count } ×)
}
sale-nothing-yet = Rien n'est proposé encore : { $keys } montre les produits
sale-monthly = par mois : { $net } + TVA { $vat } = { $total }
sale-once = une fois : { $net } + TVA { $vat } = { $total }
sale-version = version { $version }, valable jusqu'au { $until }
sale-frozen = Convenu : plus rien n'y change
sale-not-accepted = Aucune proposition n'est acceptée encore
sale-no-addon = Rien à proposer en plus
sale-total = total
sale-accepted = accepté
sale-declined = décliné
sale-thinking = y réfléchit
sale-agreed = convenu
sale-taken = pris en plus
sale-not-offered = pas proposé
conclude-with = { $keys } : choisir le résultat
proposed = proposé
missing-understanding = Compréhension vérifiée
missing-case = dossier de la plainte
missing-not-asked = pas demandé
missing-refused = refusé
missing-unknown = inconnu
missing-not-applicable = sans objet
missing-fill-in = remplir maintenant
missed-gave-up = a raccroché après { $seconds } s
missed-passed-on = a sonné en vain, passé à un collègue
why-nobody = proposé à personne
why-me = Vous
why-needs = demande { $skills }
why-unknown = cet appel n’existe pas
report-nothing = Rien n’est entré dans cette période.
figures-all = tout
figures-none = (aucun)
action-figures = Chiffres
action-cases = plaintes et dossiers
title-figures-of = Quels chiffres ?
title-figures-days = Quels jours ?
days-taken = de ce jour, ou de ceux-ci : 1/11 - 15/11
days-today = aujourd’hui
days-yesterday = hier
days-this-week = cette semaine
days-last-week = la semaine passée
days-this-month = ce mois
days-last-month = le mois passé
days-other = d’autres jours …
figures-by-queue = par file
figures-by-agent = par opérateur
figures-by-result = par résultat
figures-by-need = par besoin
figures-by-article = par article
figures-by-hour = par heure
figures-asked = calcul en cours …
figures-nothing = Rien n’est arrivé ces jours-là
plan-not-sensible = Appels, minutes et durée de traitement doivent dépasser 0 ; niveau et absences vont de 0 à 99.
plan-overrun = { $agents } opérateurs : trop peu, la file grandit sans fin
plan-fares = { $agents } opérateurs : { $level } % en { $target } s, { $waits } % attendent, { $asa } s en moyenne, occupés { $busy } %
plan-planned = { $agents } à prévoir avec { $shrinkage } % d’absents, en pause ou en formation. Charge : { $erlangs } erlangs. Erlang C : personne n’abandonne.
simulate-failed = graine { $seed } : { $what }. Encore : { $again }
figure-offered = offerts
figure-answered = décrochés
figure-abandoned = abandons
figure-service-level = niveau de service
figure-asa = attente moy.
figure-handled = traités
figure-aht = durée moy.
figure-talk = parole
figure-hold = attente
figure-wrap-up = post-appel
figure-occupancy = occupation
figure-fcr = résolus
figure-addons = ventes add.
figure-addons-taken = prises en plus
formula-offered = entrés, sans ceux abandonnés en 5 s ; d’un opérateur : appels proposés
formula-answered = offerts et décrochés
formula-abandoned = abandonnés avant réponse, après plus de 5 s ; d’un opérateur : appels manqués
formula-service-level = décrochés dans le délai de la ligne / (décrochés + abandonnés après ce délai)
formula-asa = attente des décrochés / décrochés
formula-handled = avec un résultat ; d’un opérateur : aussi transférés
formula-aht = (parole + attente + post-appel) / traités
formula-talk = parole / traités
formula-hold = attente au poste / traités
formula-wrap-up = post-appel / traités
formula-occupancy = traitement / (traitement + temps libre avant les appels proposés)
formula-fcr = demandes de contacts connus non revenues en 7 jours / demandes
formula-addons = produits proposés en plus de ce qui est accepté, pris ou déclinés ; d'un opérateur : ceux qu'il a proposés
formula-addons-taken = parmi eux, ceux que l'interlocuteur prend
because-reserved = demandé par son nom
because-last-agent = a parlé en dernier à l’interlocuteur
because-only-one = seul libre à pouvoir le prendre
because-not-missed = ne l’a pas encore manqué
because-best-skilled = le plus compétent des libres
because-longest-idle = libre depuis le plus longtemps : { $time }
moment-now = Maintenant
moment-came = entré dans la file
moment-freed = un opérateur s’est libéré
moment-missed = a sonné en vain
moment-waited = avait attendu
moment-gave-up = l’interlocuteur a abandonné
end-answered = décroché après { $time }
end-missed = manqué après { $time }
end-taken-back = retiré après { $time }
end-taken-elsewhere = pris par un collègue après { $time }
end-gave-up = abandonné après { $time }
whynot-skill = { $skill } { $has }, il faut { $least }
whynot-reserved = un autre est demandé
whynot-kept = gardé pour le dernier à avoir parlé
whynot-closed = la file est fermée
whynot-gone = à aucun terminal
whynot-no-phone = pas de téléphone
whynot-phone-unreached = téléphone non joignable
whynot-behind = un autre est passé avant
missed = manqué
too-long = plus de { $seconds } s
muted = micro coupé
behind-talking = mise en communication …
behind-hold = mise en attente …
behind-wrap-up = raccroche …
behind-dialling = composition …
behind-long = le téléphone ne suit pas
recording-begins = l’enregistrement commence
recording-runs = ENR { $time }
recording-paused = enregistrement suspendu { $time }
recording-card = non enregistré (carte) { $time }
recording-hear = Écouter l’enregistrement de { $from } : { $length }
recording-row = Enregistrement de { $from } : { $length }
recording-gaps = { $count ->
    [one] une pause
   *[other] { $count } pauses
 }
recording-until = conservé jusqu’au { $day }
recording-erased = effacé
recording-failed = n’a pas pu être enregistré
recording-goes-on = en cours
third-party-closed = données protégées fermées
third-party = pour { $who } : { $relation }
no = non
yes = oui
need = besoin
mandate-not = sans mandat en fait
mandate-seen = un mandat a été présenté
mandate = mandat
relation-self = la personne du dossier elle-même
search = Chercher
search-help = Nom, numéro, localité, date de naissance, numéro de client — tel qu'on l'entend.
search-nothing = aucun contact trouvé
search-loading = l'index se charge : { $count } contacts
contact-new = Nouveau contact
contact-cases = { $count ->
    [one] dossier ouvert : { $numbers }
   *[other] dossiers ouverts : { $numbers }
}
withheld = réservé : identifier d'abord
unsaved = modifications non enregistrées
list-empty = rien
interface-in = Écran en { $language }
title-pause = Pause
title-outcome = Comment ce besoin finit-il ?
title-products = Produits
title-quantity = Combien ?
title-discount = Quelle remise, en pour cent ?
title-declined = Pourquoi décliné ?
quantity-taken = Entrée prend le nombre ; 0 enlève le produit
discount-taken = Entrée prend la remise ; 0 l'enlève
said-no-product = Rien n'est proposé encore
said-no-quantity = Ce n'est pas un nombre de produits
said-no-discount = Ce n'est pas une remise de 0 à 100 pour cent
past-proposal = Proposition, version { $version }
past-additional = Vente additionnelle, version { $version }
past-addon = Proposé en plus
past-agreed = Convenu
past-confirmation = Confirmation
confirmation-to-send = à envoyer
title-reason = De quoi s’agit-il ?
title-palette = Toutes les actions
title-scripts = Scripts
title-articles = Articles
title-unfinished = Mis de côté et inachevés
title-result = Résultat
title-correct = Corriger le résultat
title-missing = Ce qui n’est pas rempli
title-relation = Qui appelle ?
title-unidentified = Pourquoi non identifié ?
title-mine = Mes contacts
title-values = Valeurs possibles
title-missed = Appels manqués
title-which-key = Touches
keys-more = téléphone et plus …
lock-keys-choosing = Entrée valider   Esc laisser comme c’était
lock-keys-shared = Entrée déverrouiller   Esc laisser ce terminal à quelqu’un d’autre
lock-keys = Entrée déverrouiller
lock-not-the-same = Ce n’était pas le même. Choisissez à nouveau.
lock-too-short = { $count} caractères au moins.
lock-wait = Trop d’essais : à nouveau dans { $time}.
lock-wrong = Ce n’est pas votre code PIN.
lock-rings = Un appel sonne ici.
lock-again = Encore une fois
door-wrong = Nom ou code PIN incorrect.
door-pin = Code PIN :
door-who = Agent :
lock-pin = Code PIN
lock-choose = Choisissez un code PIN de { $count} caractères ou plus. Il déverrouille cet écran et ouvre votre poste aux terminaux partagés.
lock-now = D’abord celui que vous avez.
lock-since = { $name}, verrouillé depuis { $time}
title-pin = Votre code PIN
title-locked = Verrouillé
title-help = Aide
title-why = Pourquoi cette correction ?
title-caller-name = Nom de l’interlocuteur
title-caller-number = Numéro de l’interlocuteur
title-phone = Votre téléphone
title-dial = Appeler
title-emergency = Urgence
title-objection = Objection : que répondre
title-abuse = Insultes ou menaces
objection-overcome = Levée
objection-upheld = Elle demeure
objection-deferred = Plus tard
abuse-warned = averti à { $time }
abuse-ended = terminé à { $time }
abuse-warn = J’ai averti l’appelant ; le responsable est prévenu
abuse-end = Mettre fin à l’appel : son résultat, et une pause pour récupérer
title-tones = Tonalités
title-directory = Transférer à qui ?
directory-number = » un numéro extérieur : tapez-le
title-slip = Qu’a-t-on promis ?
title-agent = Que faire de cet opérateur ?
title-skills = Compétences
title-waiting = Que faire de ce contact ?
title-colleagues = Écrire à qui ?
title-case-outcome = Quelle est l’issue du dossier ?
title-say = Message
title-said = Messages
title-publish = Publication
title-publish-at = À partir de quand ?
publish-taken = en vigueur à partir de ce moment
publish-nothing = Rien ne diffère de ce qui est en vigueur
publish-now = { $count ->
    [one] Publier 1 modification, dès le prochain contact
   *[other] Publier { $count } modifications, dès le prochain contact
}
publish-at = Publier pour plus tard …
publish-urgent = Urgent : aussi dans les contacts en cours
publish-back = Revenir à l’édition { $number }
publish-withdraw = Retirer l’édition { $number }, prévue à partir de { $from }
publish-ahead = Ce qui entre en vigueur plus tard est un tout : cela remplace tout ce qui est publié d’ici là.
publish-problems = { $count ->
    [one] 1 erreur : rien ne peut être publié
   *[other] { $count } erreurs : rien ne peut être publié
}
publish-gone = n’existe plus
publish-new = nouveau
edition-row = Édition { $number }, dès { $from }
edition-in-force = en vigueur
edition-ahead = à venir
edition-withdrawn = retirée
edition-past = passée
edition-urgent = urgente
edition-restores = comme l’édition { $number }
said-published = L’édition { $number } est enregistrée
said-telephone-gone = La centrale téléphonique ne répond plus : notez les appels à la main
said-telephone-back = La centrale téléphonique répond à nouveau
said-unreached = Votre téléphone n’a pas été atteint : l’appelant attend ; { $keys } réessaie
said-no-number-to-call = Ce contact n’a pas de numéro
said-dial-by-hand = Pas de central : composez { $number } vous-même ; l’appel est noté
said-no-tones = Les tonalités sont pour un appel en cours
said-hung-up = La ligne est fermée : { $how }
said-outside-gone = { $who } : { $how }. L’appelant attend : { $keys } y retourne
said-no-call-to-record = Aucun appel à enregistrer
said-recording-failed = Le système téléphonique ne peut pas enregistrer cet appel
said-phone-checked = Votre téléphone entend et est entendu
said-phone-silent = Rien n’a été entendu de votre téléphone : est-il branché, le micro allumé ?
said-not-played = Votre téléphone n’a pas pu le faire entendre
said-closes = { $how } : « { $result } » dans 3 s ; une touche le garde ouvert
hung-up-other-side = l’autre a raccroché
hung-up-passed-on = transféré
hung-up-agent = l’agent a raccroché
hung-up-busy = occupé
hung-up-no-answer = pas de réponse
hung-up-declined = l’appel a été refusé
hung-up-no-such-number = ce numéro n’existe pas
hung-up-machine = un répondeur a répondu
hung-up-unreachable = non joignable
said-withdrawn = L’édition { $number } est retirée
said-edition = L’édition { $number } s’applique dès le prochain contact
said-edition-urgent = Édition { $number } : nouveau texte, aussi dans les contacts en cours
script-reworded = nouveau texte
article-solved = C'est résolu ainsi
article-solved-not = Cela n'a pas aidé
article-helped = a aidé
article-helped-not = n'a pas aidé
article-steps = { $done } étapes sur { $all }
solution-type = Tapez pour chercher, ↓ pour ouvrir
action-publish = Publier les scripts
title-past = Contact passé
title-routing = Pourquoi cet opérateur ?
caller-name = nom, sans dossier…
caller-number = numéro…
caller-name-taken = Entrée prend le nom tel quel
caller-number-taken = Entrée prend le numéro tel quel
phone-taken = Entrée prend le numéro tel quel ; vide : aucun téléphone
dial-taken = Entrée appelle le numéro tapé
emergency-who = Qui
emergency-address = Où
emergency-number = Numéro
emergency-ask = inconnu : demandez
emergency-call = Appeler le { $number } ; l’appelant attend
emergency-pass = Transférer l’appelant au { $number }
tones-taken = Entrée envoie les chiffres ; s = étoile, h = dièse
slip-taken = Entrée transfère ; cela peut rester vide
skills-taken = Entrée les fixe : fr nl:3 ; vide : rien n’est connu
say-taken = Entrée l’envoie
say-everybody = tout le monde
said-message = { $from } : { $text }
said-asks-help = { $who } demande de l’aide
said-help-asked = L’aide est demandée
said-help-no-longer = L’aide n’est plus demandée
said-bad-skill = Une compétence s’écrit en lettres, chiffres et tirets, puis peut-être le niveau, de 1 à 5 : nl:3
floor-agents = Opérateurs { $all } : { $ready } libres, { $busy } occupés
floor-queues = Files d’attente
head-waiting = att.
head-oldest = depuis
head-level = niveau
head-abandoned = perdu
floor-closed = fermée
floor-today = Aujourd’hui par heure
floor-help = aide { $time }
floor-helped = l’aide est arrivée
floor-listen = écouter l’appel
floor-whisper = écouter, et parler à l’agent seul
floor-barge = parler avec les deux
floor-listen-no-longer = ne plus écouter
floor-move = Déplacer vers qui ?
floor-give = Confier à qui ?
floor-left = { $count } à finir
floor-overdue = { $count ->
    [one] { $count } dossier en retard
   *[other] { $count } dossiers en retard
}
floor-sooner = une minute plus tôt
floor-later = une minute plus tard
slip-from = { $who } transfère
slip-returned = { $who } n’a pas décroché
slip-promised = Promis : { $what }
slip-asks = { $who } vous consulte pour cet appel
slip-calls-back = L’appelant a demandé à être rappelé : répondre appelle ce numéro
consult-rings = { $who } est appelé, l’interlocuteur attend
consult-talks = { $who } est en ligne, l’interlocuteur attend
consult-joins = { $who }, l’appelant et vous parlez à trois
listening-listen = { $who } écoute cet appel
listening-whisper = { $who } écoute et parle à l’agent seul
listening-barge = { $who } parle avec les deux
consult-waits = { $who } attend pendant que vous parlez à l’interlocuteur
also-here = { $who } a aussi ce dossier ouvert
said-nothing-to-pass-on = Pas d’appel en cours à transférer
said-consult-agents = Une file ne peut être consultée
said-consult-unanswered = Le collègue n’a pas décroché ; l’interlocuteur attend
said-outcome = Issue du besoin : { $outcome }
said-article-solved = Résolu avec « { $title } ».
said-article-solved-not = « { $title } » n'a pas aidé : en voici d'autres.
said-article-open = Repris : rien n'est dit de « { $title } ».
said-nothing-concluded = Rien n’a encore été conclu par vous.
said-live-call = Un appel est encore ouvert : encore une fois pour quitter quand même.
said-pin-saved = Votre nouveau code PIN est en vigueur.
said-take-with = { $keys } prend ce qui est marqué.
said-phone = Votre téléphone est désormais le { $phone }.
said-field = { $field } : { $problem }
said-choose = Choisissez par une lettre.
said-open-first = Dites d'abord qui appelle, pour qui et pourquoi.
said-answer-first = Ce script se suit dans l'ordre : répondez d'abord à « { $what } ».
said-fill-in-first = À remplir d’abord : { $field }
said-acknowledged = Réception confirmée ; le texte est prêt à envoyer
said-case-overdue = Dossier { $number } en retard : { $duty }
said-case-given = Le dossier { $number } vous est confié
correct-mistyped = faute de frappe
correct-learnt = appris par la suite
correct-agreed = convenu avec le superviseur
correct-other = autre raison
missing-nothing-asked = rien de tout cela demandé
result-before = (avant : { $result })
past-correct = Corriger le résultat…
past-line = La ligne
past-article = Article : { $title }
past-passed = Transféré à
past-call = Appeler le { $number }
past-routing = À qui l’appel a été proposé, et pourquoi…
cut-off = coupé
file-of = dossier concerné : { $who }
said-fields-filled = Tous les champs sont remplis : Tab y entre.
said-nothing-parked = Rien n’est mis de côté.
said-nothing-to-continue = Il n’y a rien à continuer.
said-returns = { $who } rappelle : { $keys } reprend l’appel coupé.
said-no-number = Il n’y a aucun numéro à ajouter.
said-nothing-to-undo = Rien à annuler ici.
said-saved = enregistré
said-unsaved = Modifications non enregistrées : ^Y les enregistre, Échap encore une fois les abandonne.
said-gave-up = L'appelant a raccroché ; rien d'autre n'a été pris.
said-rang-out = L’appel a sonné en vain ici et passe à d’autres
said-nothing-waits = Rien ne sonne ici.

## Fields of a contact, and what is wrong with a value.

field-given = Prénom
field-family = Nom
field-organisation = Société
field-language = Langue
field-numbers = Téléphone
field-emails = E-mail
field-street = Rue
field-postcode = Code postal
field-locality = Localité
field-country = Pays
field-birth = Naissance
field-customer_number = Numéro de client
field-iban = IBAN
field-national_number = Registre national
field-confidential = Confidentiel
field-note = Note
field-digits-missing = encore { $count } chiffres
field-digits-too-many = { $count } chiffres de trop
field-only-digits = chiffres seulement
field-not-a-date = pas une date
field-not-an-amount = pas un montant, comme 12,50
field-not-a-phone = pas un numéro
field-not-an-email = pas une adresse
field-not-yes-no = oui ou non
field-not-listed = pas dans la liste
field-not-ranked = encore { $count } à classer
field-characters-missing = encore { $count } caractères
field-not-a-number = pas un nombre
field-not-a-time = pas une heure
field-not-an-iban = pas un IBAN : longueur ou chiffres de contrôle (ISO 13616)
field-not-an-enterprise = pas un numéro d'entreprise : chiffres de contrôle (BCE)
field-not-a-national = pas un numéro de registre national : chiffres de contrôle (AR du 3.4.1984)
field-not-a-postcode = pas un code postal belge : 1000 à 9992 (bpost)
field-no-locality = d'aucune commune
field-holds-card = un numéro de carte ne s'écrit pas ici (PCI DSS)
field-constraint = le script n'accepte pas cette valeur
field-left-out = sans suite : ne compte plus
field-not-a-card = pas une carte

## Refusals: why something was not done.

refusal-not-signed-in = Pas d'opérateur à cette session.
refusal-unknown = Introuvable.
refusal-gave-up = L'appelant a raccroché.
refusal-taken = Un collègue l'a déjà pris.
refusal-not-yours = Ce contact n'est pas sur votre bureau.
refusal-line-closed = La ligne est déjà coupée.
refusal-nobody-called = Personne n’a été appelé ici.
refusal-already-concluded = Déjà conclu : corrigez le résultat.
refusal-not-correctable = Ce résultat ne peut pas être corrigé ici.
refusal-unknown-result = Résultat inconnu : { $detail }
refusal-unknown-script = Script inconnu : { $detail }
refusal-unknown-article = Cet article, ou cette étape, n'existe plus.
refusal-unknown-line = Ni ligne ni opérateur : { $detail }
refusal-script = Le script ne le permet pas ici.
refusal-sale-product = Le catalogue n'a pas de { $detail }
refusal-sale-reason = Il n'y a pas de raison { $detail } de décliner
refusal-sale-not-eligible = Pas pour cet interlocuteur : { $detail }
refusal-sale-at-most = Au plus { $detail } en une fois
refusal-sale-discount = Votre rôle donne { $detail } % au plus
refusal-sale-no-discount = Pas de remise sur ceci
refusal-sale-nothing = Rien n'est proposé
refusal-sale-expired = La proposition n'est plus valable : proposez-la à nouveau
refusal-sale-not-accepted = Aucune proposition acceptée dont convenir
refusal-sale-to-read = Encore à lire : { $detail }
refusal-sale-agreed = C'est convenu : plus rien n'y change
refusal-sale-no-addon = Il n'y a rien à proposer en plus
refusal-conflict = Modifié entre-temps par un collègue : { $detail } — ^Y encore garde le vôtre.
refusal-not-identified = Identifiez d'abord l'appelant.
refusal-number-known = Le numéro vient du système téléphonique.
refusal-no-number = Il n’y a aucun chiffre.
refusal-no-phone = Indiquez d’abord quel téléphone est le vôtre
refusal-cannot-dial = Ce n’est pas un numéro à composer
refusal-not-recorded = De tels appels ne sont pas enregistrés
refusal-no-recording = Il n’y a pas d’enregistrement pour cela
refusal-no-telephone = Le système téléphonique n’est pas là
refusal-nothing-to-hear = Personne n’y est dans un appel porté par le central
refusal-own-call-first = Terminez d’abord votre propre appel
refusal-no-phone-of = { $detail } n’a pas de téléphone
refusal-nothing-to-compare = Le dossier n’a rien à quoi comparer cette donnée.
refusal-empty-contact = Il faut un nom, un numéro ou un e-mail.
refusal-closing = Le poste est en cours de fermeture.
refusal-bad-field = { $detail } : ce n’en est pas.
refusal-busy = Trop de changements à la fois : réessayez.
refusal-not-allowed = Votre rôle ne le permet pas.
refusal-not-here = { $detail } n’est pas à son poste
refusal-yourself = C’est vous-même
refusal-nothing-said = Le message est vide
refusal-case-closed = Le dossier est clôturé : rouvrez-le d’abord
refusal-case-not-closed = Le dossier n’est pas clôturé
refusal-case-done = C’est déjà fait pour ce dossier
refusal-not-your-case = Réservé à qui suit le dossier et aux superviseurs
refusal-pack-wrong = Erreur : { $detail }
refusal-pack-too-large = Cela fait plus de 1 Mo de scripts
refusal-nothing-new = C’est déjà en vigueur
refusal-more-than-words = Il n’y a pas que du texte qui change ({ $detail }) : publiez dès le prochain contact
refusal-past-time = Ce moment est passé
refusal-not-in-force = Une autre édition est entre-temps en vigueur
refusal-not-ahead = Elle est déjà en vigueur, ou a été retirée
refusal-nothing-before = Rien n’était en vigueur avant
refusal-not-left = Seul un post-appel laissé par un absent peut être confié à un autre
refusal-nobody-consulted = Aucun collègue n’est consulté pour cet appel
refusal-user-taken = Cet utilisateur ouvre déjà le poste de { $detail}.
refusal-name-taken = Le nom { $detail} est pris, par un agent ou un terminal partagé.
refusal-not-saved = Pas enregistré : { $detail }

## The shell.

store-locked = La base de données est ouverte dans un autre processus. Fermez-le d'abord.
store-newer = La base de données est d'une version plus récente ({ $detail }). Utilisez un opcl plus récent.
store-damaged = La base de données est endommagée ({ $detail }). Restaurez une sauvegarde.
store-full = Le disque est plein. Faites de la place.
store-denied = Accès refusé ({ $detail }).
store-io = Le système dit : { $detail }
io-not-found = aucun fichier ou répertoire de ce nom
io-denied = lecture ou écriture non autorisée
io-read-only = le système de fichiers est en lecture seule
io-directory = c’est un répertoire
io-no-directory = une partie du chemin n’est pas un répertoire
io-exists = existe déjà
io-full = le disque est plein
io-too-large = le fichier ne peut plus grandir
io-refused = personne ne répond à cet endroit
io-not-utf8 = ce n’est pas un texte UTF-8
shell-no-desk = Aucun poste ne tourne sur ce répertoire de données. Lancez « opcl » d'abord.
shell-no-desk-here = Le bureau partagé de cette machine ne tourne pas. Son propriétaire le démarre : opcl serve.
shell-other-version = Le poste est d'une autre version.
shell-kept-out = { $data} : accès refusé. Ce bureau est à son propriétaire et au groupe { $group} ; une fois ajouté au groupe, reconnectez-vous à cette machine. Pour un bureau à vous, prenez un autre --data.
shell-stranger = L’utilisateur { $user} n’est pas un agent de ce poste. Un administrateur l’ajoute : opcl agent add NOM --user { $user}
line-taken-over = Ce bureau continue sur un autre terminal.
line-closed = Le bureau se ferme. Ce qui a été tapé est enregistré.
line-lost = La liaison avec le bureau est coupée. Relancez opcl : il continue où il en était.
line-failed = La console a échoué plusieurs fois ici. Ce qui a été tapé est enregistré ; connectez-vous à nouveau.
line-removed = Vous ne pouvez plus entrer ici. Un administrateur sait pourquoi.
console-others = Encore au travail ici : {$names}. Le bureau continue jusqu’à leur départ ; Ctrl-C y met fin.
agent-bad-key = { $file}: n’est pas une clé SSH publique d’un type accepté (Ed25519, ECDSA).
agent-bad-name = { $name } : un nom de connexion a de 1 à { $count } lettres, chiffres, points, tirets et soulignés, sans tiret au début.
agent-bad-skill = { $skill } : une compétence s’écrit en lettres, chiffres et tirets, puis peut-être le niveau, de 1 à { $best } : nl:3
agent-no-hash = Le système ne donne pas de nombres aléatoires.
agent-pin = Code PIN (il ne s’affiche pas) :
agent-pin-differs = Ce n’était pas le même code PIN.
agent-no-user = Il n’y a pas d’utilisateur { $user} sur cette machine.
agent-none = Pas encore d’agents. opcl agent add NOM --key FICHIER
serve-ready = Les agents se connectent à { $address}. Clé de l’hôte : { $key}.
serve-no-group = La socket est à son propriétaire seul : il n’y a pas de groupe { $group } ici, ou cet utilisateur n’en est pas.
journal-bad-since = { $text } n’est ni un jour (2026-11-27) ni un moment (2026-11-27T09:30).
shell-running = Un bureau tourne déjà sur ces données. Terminez-le d’abord, ou prenez un autre --data.
shell-no-answer = L’entrée est finie avant la réponse. Lancez opcl dans un terminal.
shell-config-unreadable = La configuration { $file } ne peut être lue : { $detail }
shell-no-home = Aucun répertoire personnel n’est connu. Indiquez --data RÉPERTOIRE.
shell-no-database = Il n’y a pas encore de base de données dans { $folder }. Lancez « opcl », ou importez d’abord des contacts.
demo-not-here = { $folder } contient une base de données qui n’est pas celle d’une démonstration. Donnez un autre répertoire à --data.
terminal-failed = Le terminal ne répond pas : { $detail }
check-well = en ordre
script-paths = chemins : { $count }
script-is-list = « { $file } » est une liste, pas un script
script-try-keys = Une ligne à la fois : une lettre choisit, Entrée continue, < revient.
check-bad =
    { $count ->
        [one] { $count } problème
       *[other] { $count } problèmes
    }
keymap-keys = touches
keymap-action = action
keymap-label = à l’écran
keymap-letters = Les lettres choisissent ici ; le clavier n’y touche pas.
welcome-language = Langue, taal, Sprache, language (fr nl de en):
welcome-no-language = « { $answer } » n’en est pas une : fr nl de en
notice-left-out = Fichiers erronés laissés de côté : { $files }
notice-unpublished = { $count ->
    [one] 1 modification des scripts n’est pas publiée : { $keys }
   *[other] { $count } modifications des scripts ne sont pas publiées : { $keys }
}
check-none-yet = rien encore
check-running = un bureau y tourne
check-running-group = un bureau y tourne, pour son propriétaire et le groupe { $group}
check-no-tty = aucun
check-small = { $cols }×{ $rows } est plus petit que 80×24
check-languages = langues
check-scripts = scripts
check-keymaps = claviers
check-config = configuration
check-data = données
check-terminal = terminal
check-socket = socket
check-host-key = clé de l'hôte
check-agents = agents
check-agents-said = { $count }, dont { $keys } avec une clé
check-telephone = centrale téléphonique
check-phones-gone = n’atteint pas { $phones }
check-no-sounds = n’a pas le son { $sounds }
check-no-application = le bureau qui tourne ne pilote pas son application { $name }
check-no-recordings = il n’a pas de dossier pour les enregistrements (mkdir /var/spool/asterisk/recording)
asterisk-password = un mot de passe à vous
asterisk-adds = (+) complète la section qui est là ; s’il n’y en a pas, à omettre
asterisk-lines = le troisième mot est la ligne de lines.toml ; sans lui, la première
asterisk-recordings = une fois, en root : le dossier des enregistrements
asterisk-phones = un par opérateur, nommé comme son téléphone
asterisk-provider = qui achemine les appels vers et depuis l’extérieur
check-not-private = d'autres peuvent le lire ou l'écrire : chmod 600
check-free = libre
check-answers = un serveur SSH répond
check-port = port
welcome-name = Votre nom, comme on le dit à l'appelant :
welcome-import = Fichier CSV de contacts à importer (Entrée : aucun) :
welcome-go-on = Appuyez sur Entrée pour ouvrir le poste.
import-summary =
    { $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    } : { $added ->
        [one] { $added } ajouté
       *[other] { $added } ajoutés
    }, { $updated } mis à jour, { $unchanged ->
        [one] { $unchanged } inchangé
       *[other] { $unchanged } inchangés
    }, { $rejected ->
        [one] { $rejected } rejeté
       *[other] { $rejected } rejetés
    }
import-would =
    { $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    } : { $added } à ajouter, { $updated } à mettre à jour, { $unchanged } sans changement, { $rejected } à rejeter. Rien n’a été écrit.
import-as-text =
    { $count ->
        [one] { $count } cellule ne convient pas à son champ : elle est gardée comme texte
       *[other] { $count } cellules ne conviennent pas à leur champ : elles sont gardées comme texte
    }, sous le titre de la colonne.
import-more = … et { $count } de plus
column-other = { $field }, seconde adresse
column-full_name = Nom complet
column-family_first = Nom complet, nom de famille d’abord
column-box = Boîte
column-extra = gardé sous son titre
column-ignore = laissé de côté

## Files.

file-empty = Le fichier est vide.
file-too-many-columns = { $count } colonnes : ce n'est pas une liste de contacts.
file-utf16 = Le fichier est en UTF-16. Enregistrez-le comme CSV UTF-8.
file-binary = Ce n'est pas un fichier texte. Enregistrez-le comme CSV.
file-no-field = Aucune colonne n’est reconnue : { $columns }. Dites à quoi elles servent, par exemple --map "Titre=family,Titre=numbers" ; les champs sont dans opcl import contacts --help.
map-no-equals = --map attend Titre=champ, pas « { $part } ».
map-no-such-field = Aucun champ « { $field } ». Possibles : { $possible }
map-no-such-column = Aucune colonne « { $column } ». Dans le fichier : { $possible }
reject-row-too-long = ligne trop longue
reject-quote = guillemet jamais fermé
reject-encoding = pas du { $encoding }
reject-cells = mauvais nombre de cellules
reject-too-long = { $column } : plus de { $most } caractères
reject-rounded = { $column } : le tableur a arrondi ce nombre ({ $cell })
reject-nobody = ni nom, ni numéro, ni e-mail
import-line = ligne
import-reason = raison
import-progress =
    { $rows ->
        [one] { $rows } ligne
       *[other] { $rows } lignes
    }, { $rate } par seconde
import-rejects = Lignes rejetées : { $file }
