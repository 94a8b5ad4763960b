import { useId } from "react";
import { domainUi } from "../../../domains/ui/registry.ts";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { STAGE_ID } from "../shell/skip-link.tsx";
import { useActions, useApp } from "../store.ts";
import { useDomainKind, useViews } from "./family.tsx";
import { SamplesView } from "./samples-view.tsx";
import "./stage.css";
import { Tabs } from "./tabs.tsx";

const ModelGraphView = lazyPart(() => import("./model-graph/model-graph-view.tsx"));
const ModelView = lazyPart(() => import("./model-view.tsx"));
const DrawnView = lazyPart(() => import("./drawn-view.tsx"));
const TogetherView = lazyPart(() => import("./together/together-view.tsx"));
const TypedView = lazyPart(() => import("./typed-view.tsx"));

/** A view of the domain's own. */
function DomainView({ view }: { readonly view: string }) {
  const View = domainUi(useDomainKind()).views?.[view];
  return View ? <View /> : null;
}

/** The middle of the page: what the model makes, thinks and is, by the views that its family offers. */
export function Stage() {
  const t = useT();
  const heading = useId();
  const panel = useId();
  const { show } = useActions();
  const views = useViews();
  const chosen = useApp((state) => state.view);
  const view = views.find(({ id }) => id === chosen) ?? views[0];
  return (
    <section id={STAGE_ID} className="panel stage" aria-labelledby={heading} tabIndex={-1}>
      <h2 id={heading} className="visually-hidden">
        {t("stage.samples")}
      </h2>
      <Tabs label={t("stage.views")} tabs={views} selected={view?.id ?? ""} onSelect={show} panel={panel} />
      <div className="stage-body" role="tabpanel" id={panel} aria-labelledby={`${panel}-${view?.id}`}>
        <Part
          key={view?.id}
          name={view?.name ?? ""}
          form="view"
          coming={<p className="stage-waiting quiet">{t("common.loading")}</p>}
        >
          {view?.source === "sampling" ? (
            <SamplesView />
          ) : view?.source === "text" ? (
            <TypedView key={view.id} view={view.id} words={view.words} />
          ) : view?.source === "domain" ? (
            <DomainView key={view.id} view={view.id} />
          ) : view?.source === "drawing" ? (
            <DrawnView key={view.id} view={view.id} help={view.help} />
          ) : view?.source === "codes" ? (
            <TogetherView key={view.id} view={view.id} from={view.from} />
          ) : view?.source === "model" || view?.source === "latent" ? (
            <ModelView key={view.id} view={view.id} name={view.name} help={view.help} />
          ) : view ? (
            <ModelGraphView />
          ) : null}
        </Part>
      </div>
    </section>
  );
}
