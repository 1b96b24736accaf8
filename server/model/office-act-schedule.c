/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

/* Messages that the host is to send later. */

static gboolean
take_fields (OfficeAct *self, OfficeRecord *scheduled, GError **error)
{
  return office_act_take (self, scheduled, "thread", error) && office_act_take (self, scheduled, "task", error)
         && office_act_take (self, scheduled, "quote", error) && office_act_take (self, scheduled, "action", error)
         && office_act_take (self, scheduled, "text", error) && office_act_take (self, scheduled, "send_at", error);
}

gboolean
office_act_message_schedule (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find_place (self, error);
  g_autoptr (OfficeRecord) probe = NULL;
  OfficeRecord *scheduled;

  if (room == NULL)
    return FALSE;
  scheduled = office_act_edit_own (self, "scheduled", error);
  if (scheduled == NULL || !take_fields (self, scheduled, error))
    return FALSE;
  /* What could not be sent now is refused now, while the person is there to hear it. */
  probe = office_record_new ("message", office_record_get_id (scheduled), office_record_get_scope (room));
  if (!office_act_take_place (self, probe, office_record_get_id (room), error))
    return FALSE;
  office_record_set_text (scheduled, "room", office_record_get_id (room));
  office_record_set_text (scheduled, "problem", NULL);
  return TRUE;
}
