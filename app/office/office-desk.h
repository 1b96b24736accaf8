/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-finder.h"
#include "office-invitation-link.h"
#include "office-session.h"

G_BEGIN_DECLS

/* An office this person has joined on this machine; kept in $XDG_CONFIG_HOME/office/offices.ini, the token in the keyring. */
#define OFFICE_TYPE_MEMBERSHIP (office_membership_get_type ())
G_DECLARE_FINAL_TYPE (OfficeMembership, office_membership, OFFICE, MEMBERSHIP, GObject)
const char *office_membership_get_office_id (OfficeMembership *self);
const char *office_membership_get_office_name (OfficeMembership *self);
const char *office_membership_get_person (OfficeMembership *self);
const OfficeInvitationLink *office_membership_get_where (OfficeMembership *self); /* without a code */

/* Everything this program knows before and beside an open office: memberships, offices on the network, joining, hosting here. */
#define OFFICE_TYPE_DESK (office_desk_get_type ())
G_DECLARE_FINAL_TYPE (OfficeDesk, office_desk, OFFICE, DESK, GObject)

/* folder: where replicas, the list of memberships and the fallback key file live; NULL: the user's XDG folders. */
OfficeDesk *office_desk_new (const char *folder, OfficeClock *clock, OfficeRandom *random);
GListModel *office_desk_get_memberships (OfficeDesk *self); /* OfficeMembership, last used first */
OfficeFinder *office_desk_get_finder (OfficeDesk *self);

/* Opens the replica and starts the line; content is there before the network answers. */
OfficeSession *office_desk_open (OfficeDesk *self, OfficeMembership *membership, GError **error);

/* The offices of this machine beside the one that was opened last, see office-beside.h. */
typedef struct _OfficeBeside OfficeBeside;
GListModel *office_desk_get_beside (OfficeDesk *self);
OfficeBeside *office_desk_find_beside (OfficeDesk *self, const char *office_id); /* borrowed, nullable */
OfficeSession *office_desk_open_beside (OfficeDesk *self, OfficeBeside *beside); /* borrowed; NULL: it cannot be */
void office_desk_try_beside (OfficeDesk *self, OfficeBeside *beside); /* now, where it does not answer */
gboolean office_desk_open_next (OfficeDesk *self); /* one of those that are closed; FALSE: there is none */
void office_desk_set_aside (OfficeDesk *self, OfficeMembership *membership, OfficeSession *session); /* what was shown stays open */
void office_desk_close_beside (OfficeDesk *self, OfficeBeside *beside); /* it stays in the list */
void office_desk_close_all_beside (OfficeDesk *self);
void office_desk_pass_quiet_on (OfficeDesk *self, OfficeSession *from, gint64 until); /* in all offices beside, also in those that open later */

/* Joins (code in the link) or signs in (no code), keeps membership and token. The result is given to office_desk_open(). */
void office_desk_join_async (OfficeDesk *self, const OfficeInvitationLink *link, const char *name, const char *password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void office_desk_sign_in_async (OfficeDesk *self, const OfficeInvitationLink *link, const char *name, const char *password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
OfficeMembership *office_desk_enter_finish (OfficeDesk *self, GAsyncResult *result, GError **error); /* both, and open_here */
/* Starts `office --serve` as a process of its own that outlives the window, waits for its link, joins as its first admin. program: NULL: this executable. */
void office_desk_open_here_async (OfficeDesk *self, const char *program, const char *office_name, const char *name, const char *password, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
/* Looks who is there, without joining: name and number of people. */
void office_desk_look_async (OfficeDesk *self, const OfficeInvitationLink *link, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *office_desk_look_finish (OfficeDesk *self, GAsyncResult *result, gint64 *people, char **fingerprint, GError **error); /* the office's name */
void office_desk_invite_async (OfficeDesk *self, OfficeMembership *membership, const char *role, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *office_desk_invite_finish (OfficeDesk *self, GAsyncResult *result, GError **error); /* the link */
void office_desk_leave_async (OfficeDesk *self, OfficeMembership *membership, GAsyncReadyCallback callback, gpointer data); /* signs out; forgets token, replica and membership */
gboolean office_desk_leave_finish (OfficeDesk *self, GAsyncResult *result, GError **error);

gboolean office_desk_is_newer_book (const GError *error); /* of office_desk_open(): this program is to be updated first */

G_END_DECLS
