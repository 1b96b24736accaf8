/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-admin-private.h"

static const char overview[]
    = "Usage:\n"
      "  office --admin COMMAND [ARGUMENTS] [--data DIR]\n"
      "\n"
      "What the keeper of a host does on its machine, as the user who runs it.\n"
      "\n"
      "Commands:\n"
      "  backup FILE     Keep the whole office in one file, while the host runs\n"
      "  restore FILE    Put a backup back\n"
      "  check [FILE]    Look for damage in the office, or in a backup\n"
      "  digest [NAME]   Print what tells whether two books are equal\n"
      "  invite          Print a link that invites\n"
      "  people          List who is in the office\n"
      "  reset NAME      Give somebody a new password\n"
      "  help [COMMAND]  Tell more about a command\n"
      "\n"
      "The data folder is $XDG_DATA_HOME/office-server, that is ~/.local/share/office-server, or what --data names.\n"
      "\n"
      "Exit status: 0 when it was done; 1 when it could not be done, or something is wrong; 2 for wrong arguments.\n";

static const struct {
  const char *command, *text;
} pages[] = {
  { "backup",
    "office --admin backup FILE [--replace] [--data DIR]\n"
    "\n"
    "Writes one file that holds the whole office: the database as it is at one moment, the attached files, the key "
    "and\n"
    "certificate that every desk has pinned. The host may run, and nobody waits for it. The file appears when all of "
    "it\n"
    "is on the disk; only its owner may read it, as it holds everything that was ever said, and the host's key.\n"
    "\n"
    "FILE may be a folder: the file is then named by the time, office-2026-03-01T180000Z.backup.\n"
    "\n"
    "  --replace   put it in the place of a FILE that is there; otherwise that is refused\n" },
  { "restore",
    "office --admin restore FILE [--data DIR]\n"
    "\n"
    "Puts a backup back, on this machine or a new one. Stop the host first. The backup is checked as a whole before\n"
    "anything is changed; the data that are there go into a folder DATA/before-restore-TIME and stay until you remove\n"
    "it. A restore that was cut off is simply done again; the host does not start before that.\n"
    "\n"
    "The desks notice by themselves that the office is another one than they knew: they compare everything and send\n"
    "again what they had written since the backup, of the last 30 days. What came from the page for phones, and "
    "accounts\n"
    "and devices made since, are not in the backup: these people join or sign in again.\n" },
  { "check",
    "office --admin check [FILE] [--data DIR]\n"
    "\n"
    "Reads everything: that the database's pages and indexes are whole, that every record can be read and is where it\n"
    "belongs, that no message's number is lost or given twice, that each attached file is there with the right content, and\n"
    "that key and certificate belong together. FILE is a backup; without it the office in the data folder is checked,\n"
    "also while its host runs. Prints a line for each fault, and one that sums up. Nothing is changed.\n"
    "\n"
    "Exit status: 0 when all is well, 1 otherwise.\n" },
  { "digest", "office --admin digest [NAME] [--data DIR]\n"
              "\n"
              "Prints the office's id, the head (epoch, revision, tag) and a line for each scope with the number of "
              "its records and\n"
              "SHA-256 over them; with the name or the id of a person only the scopes that this person may see. A desk "
              "prints the\n"
              "same of its own copy, so that two books are compared by\n"
              "\n"
              "  office --admin digest Anna >host      (on the host)\n"
              "  office --digest >desk                 (on Anna's desk)\n"
              "  diff host desk\n" },
  { "invite",
    "office --admin invite [--role ROLE] [--uses N] [--hours N] [--data DIR]\n"
    "\n"
    "Prints a link that invites to the office.\n"
    "\n"
    "  --role ROLE        what those who join are: member (if nothing is said), admin or guest\n"
    "  --uses N           how many people may join with it, 1 to 1000; 1 if nothing is said\n"
    "  --hours N          how long it holds, 1 to 8760; 168 if nothing is said\n"
    "  --address ADDRESS  the host's address in the link, where it does not run; otherwise one of this machine's\n"
    "  --port PORT        its port, where it does not run; 8765 if nothing is said\n" },
  { "people", "office --admin people [--data DIR]\n"
              "\n"
              "Prints a line for each person: name, role, how many devices are signed in, the day of joining, and the "
              "id, with a\n"
              "tab between them.\n" },
  { "reset", "office --admin reset NAME [--password] [--data DIR]\n"
             "\n"
             "Gives somebody who has forgotten theirs a new password, prints it, and signs all devices of that person "
             "out: their\n"
             "connections end at once. What waits on them is kept, and sent after they have signed in again. NAME may "
             "be the id.\n"
             "\n"
             "  --password  read the new password from standard input instead, one line\n" },
  { "help", overview },
};

/**
 * office_admin_help_get:
 * @command: (nullable): a command
 *
 * Returns: (transfer none) (nullable): its page; for %NULL the overview; %NULL for a command that there is not
 */
const char *
office_admin_help_get (const char *command)
{
  if (command == NULL)
    return overview;
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].command, command))
      return pages[i].text;
  return NULL;
}
